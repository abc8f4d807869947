"""The rights of the functions' roles, as they are deployed."""

import contextlib
import json

import rights

# The emulator needs the policy of this name; the functions do not.
NEED_OF_THE_EMULATOR = "what-the-emulator-asks-for-instead"


class Roles:
    def __init__(self, stack):
        self._stack = stack
        self._iam = stack.aws.client("iam")

    def rights(self):
        """All rights of all functions."""
        return {right for function in self._stack.function_names() for right in self._rights(function)}

    def allow_what_the_emulator_asks(self):
        """Adds the rights that only MiniStack asks for. It asks for ssm:GetParameters on *, where AWS asks for it on each parameter. If a
        function may read any parameter, it gets that right too; the check of rights says whether it read only the allowed ones. It
        asks for sqs:SendMessageBatch, which does not exist on AWS: there a batch needs sqs:SendMessage. If a function has that for a
        queue, it gets the other for the same queue. It asks for the use of a key on the alias, where a call names that; AWS asks on the
        key. If a function may use a key, it may do the same by its alias."""
        aliases = {key: by_name.replace(":key/", ":alias/") for by_name, key in self._stack.keys().items()}
        for function in self._stack.function_names():
            given = set(self._rights(function))
            needed = {rights.Right(function, it.action, "*") for it in given if it.action == "ssm:GetParameters"}
            needed |= {it._replace(action=it.action + "Batch") for it in given if it.action == "sqs:SendMessage"}
            needed |= {it._replace(resource=aliases[it.resource]) for it in given if it.resource in aliases}
            if needed:
                self._put(function, NEED_OF_THE_EMULATOR, needed)

    @contextlib.contextmanager
    def without(self, taken):
        """Takes one right off a deployed role, for a while."""
        policies = [name for name in self._inline(taken.function) if taken in self._of(taken.function, name)]
        before = {name: self._of(taken.function, name) for name in policies}
        try:
            for name, all_of_it in before.items():
                self._put(taken.function, name, all_of_it - {taken})
            yield
        finally:
            for name, all_of_it in before.items():
                self._put(taken.function, name, all_of_it)

    def _rights(self, function):
        for name in self._inline(function):
            yield from self._of(function, name)
        attached = self._iam.list_attached_role_policies(RoleName=self._role(function))["AttachedPolicies"]
        for policy in attached:
            version = self._iam.get_policy(PolicyArn=policy["PolicyArn"])["Policy"]["DefaultVersionId"]
            document = self._iam.get_policy_version(PolicyArn=policy["PolicyArn"], VersionId=version)
            yield from rights.given_by(function, document["PolicyVersion"]["Document"])

    def _inline(self, function):
        names = self._iam.list_role_policies(RoleName=self._role(function))["PolicyNames"]
        return [name for name in names if name != NEED_OF_THE_EMULATOR]

    def _of(self, function, policy):
        found = self._iam.get_role_policy(RoleName=self._role(function), PolicyName=policy)
        return rights.given_by(function, found["PolicyDocument"])

    def _put(self, function, policy, given):
        statements = [{"Effect": "Allow", "Action": it.action, "Resource": it.resource} for it in sorted(given)]
        self._iam.put_role_policy(
            RoleName=self._role(function),
            PolicyName=policy,
            PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": statements}),
        )

    def _role(self, function):
        return self._stack.function(function)["Role"].rsplit("/", 1)[1]
