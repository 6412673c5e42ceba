using Ami.AppHost.Model;
using Ami.AppHost.Setup;

namespace Ami.Tests.AppHost;

[TestClass]
public sealed class AppHostOptionsTests
{
    [TestMethod]
    public void Parse_Nothing_GivesTheDefaults()
    {
        var options = AppHostOptions.Parse([]);

        options.Port.ShouldBe(5080);
        (options.Silos, options.Apis, options.Build, options.Ephemeral, options.Demo, options.Containers).ShouldBe((1, 1, true, false, false, false));
    }

    [TestMethod]
    public void Parse_BothWaysOfWritingValues_AreUnderstood()
    {
        var options = AppHostOptions.Parse([
            "--port=6000",
            "--apis",
            "2",
            "--silos=3",
            "--ephemeral",
            "--demo",
            "--containers",
            "--no-build",
            "--ConnectionStrings:ami=Host=db;Port=1",
            "--ConnectionStrings:redis",
            "cache:1",
        ]);

        options.ShouldSatisfyAllConditions(
            () => options.Port.ShouldBe(6000),
            () => options.Apis.ShouldBe(2),
            () => options.Silos.ShouldBe(3),
            () => options.Build.ShouldBeFalse(),
            () => (options.Ephemeral && options.Demo && options.Containers).ShouldBeTrue(),
            () => options.Settings["connectionstrings:AMI"].ShouldBe("Host=db;Port=1"),
            () => options.Settings["ConnectionStrings:redis"].ShouldBe("cache:1")
        );
    }

    [TestMethod]
    [DataRow("--prot", "Unknown option --prot.")]
    [DataRow("5080", "Unknown option 5080.")]
    [DataRow("--port", "--port needs a value.")]
    [DataRow("--port=http", "--port must be a number from 0 to 65535, not 'http'.")]
    [DataRow("--apis=0", "--apis must be a number from 1 to 16, not '0'.")]
    [DataRow("--demo=yes", "--demo takes no value.")]
    public void Parse_Nonsense_IsRefusedWithTheListOfOptions(string argument, string message)
    {
        var refusal = Should.Throw<SetupException>(() => AppHostOptions.Parse([argument]));

        refusal.Message.ShouldBe(message);
        refusal.NextStep.ShouldContain("--dashboard-port N");
    }
}
