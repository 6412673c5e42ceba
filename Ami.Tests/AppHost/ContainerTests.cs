using Ami.AppHost.Containers;
using Ami.AppHost.Model;
using Ami.AppHost.Setup;

namespace Ami.Tests.AppHost;

/// <summary>Against a stand-in for docker that writes down how it was called.</summary>
[TestClass]
public sealed class ContainerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ami-docker-");

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task Start_WithContainers_FetchesAndRunsThem_AndShowsNoSecretOnACommandLine()
    {
        using var fake = new StandInSystem(new AppHostOptions { Containers = true });
        var docker = await FakeAsync("""
            echo "$*" >>CALLS
            case $1 in
              image) exit 1;;
              run) echo "secrets: ${POSTGRES_PASSWORD:+postgres}${REDIS_PASSWORD:+redis}" >>CALLS; exec env --default-signal=INT sh -c 'trap "echo stopped by INT >>CALLS; exit 0" INT; trap "exit 0" TERM; while :; do sleep 0.05; done';;
            esac
            """);
        using var stand = new StandInSystem(new AppHostOptions { Containers = true })
        {
            Context = fake.Context with { ContainerPrograms = [Path.Combine(_folder.FullName, "nothing"), docker] },
        };
        stand.Builder.AddPostgres("postgres");
        stand.Builder.AddRedis("redis");
        using var system = stand.Plan();
        system.Start();
        await Eventually.BecomesTrueAsync(() => Calls().Count(call => call.StartsWith("secrets", StringComparison.Ordinal)) == 2, TestContext.CancellationToken);
        await system.StopAsync();

        var calls = Calls();
        var port = system.Instances.Single(one => one.Name == "postgres").Urls.Single();
        calls.ShouldContain("version");
        calls.ShouldContain("pull docker.io/library/postgres:18");
        calls.ShouldContain(call => call.StartsWith("rm --force ami-postgres-", StringComparison.Ordinal));
        var run = calls.Single(call => call.StartsWith("run", StringComparison.Ordinal) && call.Contains("postgres:18", StringComparison.Ordinal));
        run.ShouldStartWith("run --rm --name ami-postgres-");
        run.ShouldContain($"--publish {port}:5432 --volume ami-postgres-data-");
        run.ShouldContain("--env POSTGRES_PASSWORD docker.io/library/postgres:18 -c max_connections=200");
        calls.ShouldContain("secrets: postgres");
        calls.ShouldContain("secrets: redis");
        calls.ShouldContain("stopped by INT");
        string.Join('\n', calls).ShouldNotContain(fake.Context.Secrets.Superuser);
        string.Join('\n', calls).ShouldNotContain(fake.Context.Secrets.Redis);
    }

    [TestMethod]
    public async Task Find_NoEngineAnswers_ShowsWhatItSaid_AndWhatToDo()
    {
        var docker = await FakeAsync("echo 'Cannot connect to the daemon' >&2; exit 1");

        var problem = await Should.ThrowAsync<SetupException>(
            () => ContainerEngine.FindAsync([docker, Path.Combine(_folder.FullName, "nothing")], TestContext.CancellationToken));

        problem.Output.ShouldContain("Cannot connect to the daemon");
        problem.NextStep.ShouldContain("leave --containers out");
    }

    [TestMethod]
    public void Arguments_OfThrowAwayServer_KeepNoVolume()
    {
        using var stand = new StandInSystem(new AppHostOptions { Containers = true, Ephemeral = true });

        ContainerEngine.Arguments(ContainerImages.Postgres(stand.Context, 1)).ShouldNotContain("--volume");
    }

    private async Task<string> FakeAsync(string script)
    {
        var path = Path.Combine(_folder.FullName, "docker");
        await File.WriteAllTextAsync(path, "#!/bin/sh\n" + script.Replace("CALLS", CallsFile, StringComparison.Ordinal), TestContext.CancellationToken);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private string CallsFile => Path.Combine(_folder.FullName, "calls");

    private string[] Calls() => File.Exists(CallsFile) ? File.ReadAllLines(CallsFile) : [];
}
