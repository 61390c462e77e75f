"""Rights that end by the clock end the session with them."""


def test_an_ended_duty_ends_the_session(fresh_database, client_as, owner):
    sara = client_as("coordinator")
    assert sara.get("/arbete/").status_code == 200
    owner.execute(
        "update people_assignment set valid = tstzrange(lower(valid), now()) where upper(valid) is null"
    )
    owner.commit()
    assert sara.get("/arbete/").status_code == 302
