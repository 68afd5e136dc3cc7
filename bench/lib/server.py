"""A PostgreSQL of its own, from the system's binaries, and a proxy that makes its network slow."""

import asyncio
import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def binaries():
    """The folder of initdb and pg_ctl; the newest of several."""
    found = shutil.which("pg_ctl")
    if found:
        return os.path.dirname(os.path.realpath(found))
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: float(path.split("/")[4]))
    if not folders:
        raise SystemExit("bench: no PostgreSQL server here (pg_ctl); on Debian: apt-get install postgresql")
    return folders[-1]


class Server:
    """Started on a free port, with durable commits, as whoever runs this, or as nobody when that is root."""

    def __init__(self):
        self.binaries = binaries()
        self.folder = tempfile.mkdtemp(prefix="aicli-bench-")
        self.port = free_port()
        self.data = os.path.join(self.folder, "data")
        os.mkdir(self.data, 0o700)
        if os.getuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chmod(self.folder, 0o755)
            os.chown(self.data, nobody.pw_uid, nobody.pw_gid)
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C")
        with open(os.path.join(self.data, "postgresql.conf"), "a", encoding="utf-8") as settings:
            settings.write("listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_wal_size = 4GB\n")
        self._run("pg_ctl", "-o", f"-p {self.port}", "-l", os.path.join(self.data, "log"), "-w", "start")

    def _run(self, program, *arguments):
        command = [os.path.join(self.binaries, program), "-D", self.data, *arguments]
        if os.getuid() == 0:
            command = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", *command]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)

    def psql(self, database, *arguments):
        return ["psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", database, "-X", "-q",
                "-v", "ON_ERROR_STOP=1", *arguments]

    def create(self, database):
        """Makes the database anew, empty."""
        subprocess.run(
            self.psql("postgres", "-c", f'DROP DATABASE IF EXISTS "{database}"', "-c", f'CREATE DATABASE "{database}"'),
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self):
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder)


class SlowNetwork:
    """Passes connections on to a port and delays every byte, each way, by half of a round trip's time."""

    def __init__(self, target, round_trip):
        self.target = target
        self.delay = round_trip / 2
        self.port = free_port()
        ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True).start()
        ready.wait()

    async def _serve(self, ready):
        server = await asyncio.start_server(self._connect, "127.0.0.1", self.port)
        ready.set()
        async with server:
            await server.serve_forever()

    async def _connect(self, reader, writer):
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))

    async def _pump(self, reader, writer):
        loop = asyncio.get_running_loop()
        pending = asyncio.Queue()

        async def deliver():
            while True:
                due, data = await pending.get()
                await asyncio.sleep(max(0, due - loop.time()))
                if data is None:
                    writer.close()
                    return
                writer.write(data)

        delivery = asyncio.create_task(deliver())
        try:
            while data := await reader.read(65536):
                pending.put_nowait((loop.time() + self.delay, data))
        except ConnectionError:
            pass
        pending.put_nowait((loop.time(), None))
        await delivery
