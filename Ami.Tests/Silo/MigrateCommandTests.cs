extern alias Silo;

using Ami.TestKit;
using Microsoft.Extensions.Configuration;
using Silo::Ami.Silo.Commands;

namespace Ami.Tests.Silo;

[TestClass]
public sealed class MigrateCommandTests
{
    [TestMethod]
    public async Task Run_EmptyDatabase_AppliesOnceListsAndUndoes()
    {
        var database = await TestServers.CreateEmptyDatabase();
        (await Run(database, "up")).ShouldContain("up    Identity 001_init");
        (await Run(database)).ShouldContain("up to date");
        (await Run(database, "status")).ShouldNotContain("pending");
        (await Run(database, "down", "Identity", "0")).ShouldContain("down  Identity 001_init");
        (await Run(database, "status")).ShouldContain("pending");
    }

    [TestMethod]
    public async Task Run_WithoutTheOwner_SaysWhatIsMissing()
    {
        var output = new StringWriter();
        (await new MigrateCommand(new ConfigurationBuilder().Build()).Run([], output, CancellationToken.None)).ShouldBe(2);
        output.ToString().ShouldContain("ConnectionStrings__ami-owner");
    }

    private static async Task<string> Run(TestDatabase database, params string[] arguments)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:ami-owner", database.Owner)]).Build();
        var output = new StringWriter();
        (await new MigrateCommand(configuration).Run(arguments, output, CancellationToken.None)).ShouldBe(0, output.ToString());
        return output.ToString();
    }
}
