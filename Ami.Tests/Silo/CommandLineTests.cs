using System.Diagnostics;
using Ami.Tests.Fixtures;

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
        exit.ShouldBe(1, output);
        output.ShouldContain("Ami.AppHost");
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
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
