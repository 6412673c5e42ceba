using System.Diagnostics;
using Ami.TestKit;
using Ami.Tests.Core;

namespace Ami.Tests.Silo;

/// <summary>The silo as AppHost and people start it: a process with arguments.</summary>
[TestClass]
public sealed class CommandLineTests
{
    [TestMethod]
    public async Task Migrate_OnlyTheOwnersConnection_IsEnough()
    {
        var database = await TestServers.CreateEmptyDatabase();
        var (exit, output) = await Run("migrate", ("ConnectionStrings__ami-owner", database.Owner));
        exit.ShouldBe(0, output);
        output.ShouldContain("Identity 001_init");
    }

    [TestMethod]
    public async Task Help_WithoutAnySystem_ListsTheCommands()
    {
        var (exit, output) = await Run("--help");
        exit.ShouldBe(0, output);
        output.ShouldContain("seed-demo");
        (await Run("no-such-command")).Exit.ShouldBe(2);
    }

    [TestMethod]
    public async Task SeedDemo_DatabaseAway_SaysWhatToDo()
    {
        var (exit, output) = await Run("seed-demo");
        exit.ShouldBe(2, output);
        output.ShouldContain("ConnectionStrings__ami-owner");

        (exit, output) = await Run("seed-demo", ("ConnectionStrings__ami-owner", "Host=127.0.0.1;Port=1;Database=ami;Timeout=1"));
        exit.ShouldBe(1, output);
        output.ShouldContain("Ami.AppHost");
    }

    [TestMethod]
    public async Task VerifyAudit_ChangedEntry_SaysSoAndFails()
    {
        var database = await TestServers.CreateDatabase();
        (string, string)[] settings = [("ConnectionStrings__ami", database.App), ("Ami__MasterKey", Convert.ToBase64String(new byte[32]))];
        await CoreHost.Execute(
            database.Owner,
            "select core.audit_append(gen_random_uuid(), now(), null, 'test.act', 'user', null, true, null, null, null, null, null)"
        );
        var (exit, output) = await Run("verify-audit", settings);
        exit.ShouldBe(0, output);
        output.ShouldContain("Intact.");

        await CoreHost.Execute(database.Owner, "alter table core.audit_chain disable trigger user; update core.audit_chain set action = 'test.other'");
        (exit, output) = await Run("verify-audit", settings);
        exit.ShouldBe(1, output);
        output.ShouldContain("EntryChanged: lane");
    }

    private static async Task<(int Exit, string Output)> Run(string command, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ami.Silo.dll"), command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Outside the checkout, where no running system can be found.
            WorkingDirectory = Path.GetTempPath(),
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
