"""Several people, or two tabs of one, who press at the same moment: a thread and a connection each."""

import threading
import time

import pytest
from django.db import connection
from django.test import Client

HESITATION = 0.02
TAKES_A_LOCK = ("INSERT", "UPDATE", "DELETE")


def hesitate(execute, sql, params, many, context):
    """Whoever has just locked a row waits a moment before the next one, so that two who lock crosswise do meet."""
    found = execute(sql, params, many, context)
    if context["connection"].in_atomic_block and (sql.startswith(TAKES_A_LOCK) or " FOR " in sql):
        time.sleep(HESITATION)
    return found


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def at_once(transactional_db):
    """`at_once(call, call)`: what each call returned. An error in one of them is the test's."""

    def run(*calls):
        ready = threading.Barrier(len(calls), timeout=20)
        returned, raised = [None] * len(calls), []

        def one(place, call):
            try:
                ready.wait()
                with connection.execute_wrapper(hesitate):
                    returned[place] = call()
            except Exception as error:
                raised.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=each) for each in enumerate(calls)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        if raised:
            raise raised[0]
        return returned

    return run


@pytest.fixture
def press(at_once):
    """`press((ana, "/courses/…/start/", {…}), …)`: the answers to forms that were sent at the same moment."""

    def send(*forms):
        def sending(person, path, data):
            client = Client()
            if person is not None:
                client.force_login(person)
            return lambda: client.post(path, data, follow=True)

        return at_once(*(sending(*form) for form in forms))

    return send
