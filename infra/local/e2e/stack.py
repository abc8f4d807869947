"""The two templates, deployed as README.md says: the stateful one, the secrets, the functions."""

import re
import secrets
from pathlib import Path

import yaml
from botocore.exceptions import ClientError

from expecting import until

ROOT = Path(__file__).resolve().parents[3]
ZIP = ROOT / "target/function.zip"
STATEFUL = ROOT / "infra/stateful.yaml"
FUNCTIONS = ROOT / "functions.yaml"
LOCAL_CODE = "CodeUri: target/function.zip"
DEPLOYMENT = 120


class Stack:
    """Kaibo at one stage."""

    def __init__(self, aws, stage, parameters):
        self.aws = aws
        self.stage = stage
        self.stateful = STATEFUL.read_text()
        self.functions = FUNCTIONS.read_text()
        self.prefixes = prefixes(self.functions)
        self.outputs = {}
        self._parameters = parameters | {"Stage": stage}

    def named(self, name):
        """The name of a table, queue or function with the stage in it."""
        return f"kaibo-{self.stage}-{name}"

    def table_arn(self, name):
        return f"arn:aws:dynamodb:{self.aws.region}:{self.aws.account()}:table/{self.named(name)}"

    def put_secrets(self, values):
        """Puts the SecureStrings by hand: CloudFormation cannot make them."""
        for name, value in values.items():
            self.aws.client("ssm").put_parameter(Name=f"/kaibo/{self.stage}/{name}", Value=value, Type="SecureString")

    def package(self):
        """Does what `sam deploy` does before it deploys: the zip goes to S3, and the template names it there. Nothing else of
        functions.yaml is changed. The templates go to the same bucket later."""
        s3 = self.aws.client("s3")
        s3.create_bucket(Bucket=self.named("code"))
        s3.upload_file(str(ZIP), self.named("code"), ZIP.name)
        self.functions = replaced(self.functions, "Globals", LOCAL_CODE, f"CodeUri: s3://{self.named('code')}/{ZIP.name}")

    def deploy_stateful(self, template=None):
        self._deploy(self.named("stateful"), template or self.stateful, {"Stage": self.stage})

    def deploy_functions(self, front, template=None):
        parameters = self._parameters | {"Front": front}
        self.outputs = self._deploy(f"kaibo-{self.stage}", template or self.functions, parameters)
        self._say_how_many_at_once()

    def delete_functions(self):
        """Deletes the functions with their schedules, which would go on for ever. The stateful stack stays, as its template says."""
        self.aws.client("cloudformation").delete_stack(StackName=f"kaibo-{self.stage}")

    def function_names(self):
        """The names of the deployed functions, without the part that they share."""
        pages = self.aws.client("lambda").get_paginator("list_functions").paginate()
        return self._without_stage(function["FunctionName"] for page in pages for function in page["Functions"])

    def function(self, name):
        """The configuration of a deployed function."""
        return self.aws.client("lambda").get_function_configuration(FunctionName=self.named(name))

    def tables(self):
        """The names of the deployed tables, without the stage."""
        pages = self.aws.client("dynamodb").get_paginator("list_tables").paginate()
        return self._without_stage(name for page in pages for name in page["TableNames"])

    def queues(self):
        """The names of the deployed queues, without the stage."""
        pages = self.aws.client("sqs").get_paginator("list_queues").paginate(QueueNamePrefix=self.named(""))
        return self._without_stage(url.rsplit("/", 1)[1] for page in pages for url in page.get("QueueUrls", []))

    def keys(self):
        """The ARNs of the deployed keys of KMS, by the ARNs that calls.py and the Java tests give them: with the name of the alias
        in place of the key's id."""
        pages = self.aws.client("kms").get_paginator("list_aliases").paginate()
        aliases = [alias for page in pages for alias in page["Aliases"]]
        return {
            alias["AliasArn"].replace(":alias/", ":key/"): alias["AliasArn"].rsplit(":", 1)[0] + ":key/" + alias["TargetKeyId"]
            for alias in aliases
            if alias["AliasName"].startswith(f"alias/{self.named('')}")
        }

    def readers_of_queues(self, least_batch=1):
        """The functions that a queue calls, whose batches may have at least so many messages."""
        readers = [it["FunctionArn"].rsplit(":", 1)[1] for it in self._mappings() if it["BatchSize"] >= least_batch]
        return set(self._without_stage(readers))

    def _without_stage(self, names):
        """The names of this stage, in order, without the part that they share."""
        return sorted(name.removeprefix(self.named("")) for name in names if name.startswith(self.named("")))

    def _say_how_many_at_once(self):
        """Sets MaximumConcurrency once more, as a number: MiniStack takes a parameter of the template for text, fails when it compares
        numbers, and then delivers no message of any queue."""
        for mapping in self._mappings():
            if "ScalingConfig" in mapping:
                most = int(mapping["ScalingConfig"]["MaximumConcurrency"])
                self.aws.client("lambda").update_event_source_mapping(
                    UUID=mapping["UUID"], ScalingConfig={"MaximumConcurrency": most}
                )

    def _mappings(self):
        """The event source mappings of this stage, which give the messages of queues to the functions."""
        pages = self.aws.client("lambda").get_paginator("list_event_source_mappings").paginate()
        mappings = [mapping for page in pages for mapping in page["EventSourceMappings"]]
        return [mapping for mapping in mappings if f":{self.named('')}" in mapping["FunctionArn"]]

    def _deploy(self, name, template, parameters):
        """Deploys by a change set of a template in the bucket, as `sam deploy` does, and returns the outputs of the stack."""
        cloudformation = self.aws.client("cloudformation")
        change = cloudformation.create_change_set(
            StackName=name,
            ChangeSetName="e2e-" + secrets.token_hex(4),
            ChangeSetType="UPDATE" if self._exists(name) else "CREATE",
            TemplateURL=self._put(f"{name}.yaml", template),
            Capabilities=["CAPABILITY_IAM"],
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        )["Id"]
        self._wait_for(change, "Status", "CREATE_COMPLETE", "FAILED")
        cloudformation.execute_change_set(ChangeSetName=change)
        self._wait_for(change, "ExecutionStatus", "EXECUTE_COMPLETE", "EXECUTE_FAILED")
        outputs = cloudformation.describe_stacks(StackName=name)["Stacks"][0].get("Outputs", [])
        return {output["OutputKey"]: output["OutputValue"] for output in outputs}

    def _put(self, key, template):
        """Puts a template into the bucket and returns its address: a request takes no more than 51,200 bytes of a template."""
        self.aws.client("s3").put_object(Bucket=self.named("code"), Key=key, Body=template.encode())
        return f"{self.aws.endpoint}/{self.named('code')}/{key}"

    def _wait_for(self, change, field, done, failed):
        """Waits until the field of a change set says that it is done."""

        def is_done():
            found = self.aws.client("cloudformation").describe_change_set(ChangeSetName=change)
            if found[field] == failed:
                raise RuntimeError(f"a change of {found['StackName']} failed: {found.get('StatusReason')}")
            return found[field] == done

        until(is_done, DEPLOYMENT, f"a change set is not {done}")

    def _exists(self, name):
        try:
            return bool(self.aws.client("cloudformation").describe_stacks(StackName=name)["Stacks"])
        except ClientError as e:
            if "does not exist" in str(e):
                return False
            raise


def prefixes(template):
    """The logical ids of the functions with a front, by the prefix of their paths."""
    resources = yaml.load(template, WithoutIntrinsics)["Resources"]
    return {it["Metadata"]["Prefix"]: name for name, it in resources.items() if "Prefix" in it.get("Metadata", {})}


def secret_names():
    """The names of the secrets that the functions read."""
    resources = yaml.load(FUNCTIONS.read_text(), WithoutIntrinsics)["Resources"].values()
    environments = [it["Properties"].get("Environment", {}).get("Variables", {}) for it in resources if "Properties" in it]
    return sorted({name for it in environments for name in it.get("KAIBO_SECRETS_NAMES", "").split(",") if name})


def replaced(template, section, text, by):
    """The template with another text in place of this one, which must be once in this section: a resource or a part like Globals. Other
    sections stay as they are."""
    found = list(re.finditer(rf"^( *){section}:\n(?:\1 .*\n|\n)*", template, re.MULTILINE))
    if len(found) != 1 or found[0].group().count(text) != 1:
        raise ValueError(f"the template should have one {section}, which says {text!r} once")
    begin, end = found[0].span()
    return template[:begin] + found[0].group().replace(text, by) + template[end:]


class WithoutIntrinsics(yaml.SafeLoader):
    """Reads the plain values of a template; the value of an intrinsic function is None."""


WithoutIntrinsics.add_multi_constructor("!", lambda loader, tag, node: None)
