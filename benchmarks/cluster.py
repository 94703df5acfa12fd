"""A cluster on this machine alone: a master of Spark and two workers of one core, on the loopback address."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

HOST = "127.0.0.1"
WORKERS = 2
PATIENCE = 180.0  # seconds until a busy machine has started a Java


@contextmanager
def cluster() -> Iterator[object]:
    """A session on it, ended with all its processes; needs pyspark and a Java."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        aside, port = Path(folder), free_port()
        begin = part_of(aside, stack)
        begin("master.Master", "--host", HOST, "--port", str(port), "--webui-port", "0")
        wait_for(port)
        for n in range(WORKERS):
            limits = ("--cores", "1", "--memory", "2g", "--work-dir", str(aside / f"worker{n}"))
            begin("worker.Worker", "--host", HOST, "--webui-port", "0", *limits, f"spark://{HOST}:{port}")
        yield session_on(port, aside, stack)


def session_on(port: int, aside: Path, stack: ExitStack) -> object:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(f"spark://{HOST}:{port}").appName("sums")
    for name, value in {
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.executor.memory": "1500m",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.warehouse.dir": str(aside / "warehouse"),
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    stack.callback(session.stop)
    return session


def part_of(aside: Path, stack: ExitStack) -> Callable[..., None]:
    import pyspark

    home = Path(pyspark.__file__).parent
    own = {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": HOST, "SPARK_LOCAL_DIRS": str(aside)}
    os.environ.update({**own, "PYSPARK_PYTHON": sys.executable})

    def begin(what: str, *words: str) -> None:
        command = [str(home / "bin/spark-class"), f"org.apache.spark.deploy.{what}", *words]
        log = stack.enter_context((aside / f"{what}.log").open("ab"))
        process = subprocess.Popen(command, stdout=log, stderr=log)
        stack.callback(process.wait)
        stack.callback(process.terminate)

    return begin


def free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


def wait_for(port: int) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        with socket.socket() as one:
            if one.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the master never listened")
