"""The people of the run, and what they do. If only one feature needs a verb, it is a function of that feature."""

from expecting import expect

# WeChat's numbers for a room that is on air, and for one that is over.
ON_AIR = 101
OVER = 103


class Viewer:
    """A person with the mini-program: a new one unless an openid is given."""

    def __init__(self, world, openid=None):
        self._world = world
        self.openid = openid
        self.code = None
        self.token = None

    def log_in(self):
        """Sends the code of wx.login and gets a token. Returns this viewer."""
        login = self._world.wechat.login(self.openid)
        self.openid, self.code = login["openid"], login["code"]
        answer = self._world.front.post("/session", {"code": self.code})
        self.token = answer.expect(201).json()["token"]
        self._world.openids.append(self.openid)
        self._world.private += [self.code, self.openid, self.token]
        return self

    def answer_popup(self, template, accept):
        """The mini-program asks the viewer for a message of the template; the viewer accepts one or refuses."""
        self._world.wechat.ask(self.openid, template, accept)

    def get(self, path):
        return self._world.front.get(path, self.token)

    def post(self, path, body=None):
        return self._world.front.post(path, body, self.token)

    def put(self, path, body):
        return self._world.front.put(path, body, self.token)

    def delete(self, path):
        return self._world.front.delete(path, self.token)


class Operator:
    """A person of the shop, with a key."""

    def __init__(self, front, key):
        self._front = front
        self._key = key

    def sync_rooms(self):
        """Presses 更新直播列表, and again if a sync did not reach the end of the list. Returns the reports."""
        reports = []
        while not reports or not reports[-1]["finished"]:
            expect(len(reports) < 5, "five syncs did not come to the end of the list")
            reports.append(self.post("/admin/rooms/sync").expect(200).json())
        return reports

    def find_room(self, room):
        return self.get(f"/admin/rooms/{room}").expect(200).json()["room"]

    def get(self, path):
        return self._front.get(path, self._key)

    def post(self, path, body=None):
        return self._front.post(path, body, self._key)

    def put(self, path, body):
        return self._front.put(path, body, self._key)

    def delete(self, path):
        return self._front.delete(path, self._key)


class Anchor:
    """The anchor of the rooms, who tells WeChat alone what they do."""

    def __init__(self, wechat):
        self._wechat = wechat

    def begin(self, roomid):
        self._wechat.edit_room(roomid, live_status=ON_AIR)

    def end(self, roomid):
        self._wechat.edit_room(roomid, live_status=OVER)
