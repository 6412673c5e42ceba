extern alias Silo;

using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Silo::Ami.Silo.Commands;

namespace Ami.Tests.Silo;

/// <summary>Commands find the system that runs, wherever its state is.</summary>
[TestClass]
public sealed class RunningSystemTests
{
    private static readonly int Running = Environment.ProcessId;
    private readonly string _folder = Directory.CreateTempSubdirectory("ami-found-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow(true, false, "usual")]
    [DataRow(false, true, "elsewhere")]
    [DataRow(true, true, "usual")]
    public void AddRunningSystem_UsualOrElsewhere_IsFoundFromBelow(bool usual, bool elsewhere, string found)
    {
        Write(usual, "usual", Running);
        Write(elsewhere, "elsewhere", Running);
        Found().ShouldBe(found);
    }

    [TestMethod]
    public void AddRunningSystem_TheUsualOneWasKilled_FindsTheOneThatRuns()
    {
        Write(true, "usual", int.MaxValue);
        Write(true, "elsewhere", Running);
        Found().ShouldBe("elsewhere");
    }

    private void Write(bool wanted, string name, int pid)
    {
        if (!wanted)
        {
            return;
        }

        var state = Directory.CreateDirectory(Path.Combine(_folder, ".ami")).FullName;
        var own = name == "usual" ? state : Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        File.WriteAllText(
            Path.Combine(own, "run.json"),
            string.Create(CultureInfo.InvariantCulture, $"{{\"pid\":{pid},\"connectionStrings\":{{\"ami\":{JsonSerializer.Serialize(name)}}}}}")
        );
        if (own != state)
        {
            File.WriteAllText(Path.Combine(state, "run-elsewhere"), own);
        }
    }

    private string? Found()
    {
        var configuration = new ConfigurationBuilder();
        configuration.AddRunningSystem(Directory.CreateDirectory(Path.Combine(_folder, "below")).FullName);
        return configuration.Build().GetConnectionString("ami");
    }
}
