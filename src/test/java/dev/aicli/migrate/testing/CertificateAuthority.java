package dev.aicli.migrate.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** Signs certificates, with keys and a root of its own, all of them in one folder. */
public final class CertificateAuthority {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path store;
    private final Path root;

    private CertificateAuthority(Path folder, Path store, Path root) {
        this.folder = folder;
        this.store = store;
        this.root = root;
    }

    /** Makes one, with its files in a folder. */
    public static CertificateAuthority create(Path folder, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        keytool(store, "root", List.of("-dname", "CN=" + name, "-ext", "bc:c"));
        Path root = ServerCertificate.pem(
                folder.resolve(name + ".pem"),
                "CERTIFICATE",
                keys(store).getCertificate("root").getEncoded());
        return new CertificateAuthority(folder, store, root);
    }

    /** {@return the certificate by which all others are checked, as a file in PEM} */
    public Path root() {
        return root;
    }

    /** Makes a key, and a certificate of it for a server of that name. */
    public ServerCertificate certify(String serverName)
            throws IOException, InterruptedException, GeneralSecurityException {
        keytool(store, serverName, List.of("-dname", "CN=server", "-signer", "root", "-ext", "SAN=DNS:" + serverName));
        KeyStore keys = keys(store);
        return new ServerCertificate(
                ServerCertificate.pem(
                        folder.resolve(serverName + ".pem"),
                        "CERTIFICATE",
                        keys.getCertificate(serverName).getEncoded()),
                ServerCertificate.pem(
                        folder.resolve(serverName + ".key"),
                        "PRIVATE KEY",
                        keys.getKey(serverName, PASSWORD.toCharArray()).getEncoded()));
    }

    private static KeyStore keys(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static void keytool(Path store, String alias, List<String> more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "RSA",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(more);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
