using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Ami.AppHost.Running;
using Ami.AppHost.Setup;
using Ami.TestKit;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.AppHost;

/// <summary>The real system as a child process, which takes some seconds each time.</summary>
[TestClass]
public sealed class AppHostProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Runs_AsDescribed_AndKilledWithSigkill_AllItsChildrenEnd()
    {
        await using var system = await AppHostProcess.StartAsync(
            ["--ephemeral", "--no-build", "--silos", "2"],
            Patience,
            new Dictionary<string, string?> { ["services__stray__http__0"] = "http://stray" },
            TestContext.CancellationToken
        );
        var run = system.Run;
        run.Ready.ShouldBeTrue();
        run.ConnectionStrings.Keys.ShouldBe(["ami", "ami-owner", "redis"], ignoreOrder: true);
        File.GetUnixFileMode(Path.Combine(system.StateFolder, RunFile.Name)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        // It prints after it wrote the run file, and through a pipe.
        await Eventually.BecomesTrueAsync(() => system.Output.Contains($"AMI ready at {run.Url}"), TestContext.CancellationToken);
        var children = run.Processes.Select(process => process.Pid).OfType<int>().ToList();
        children.Count.ShouldBe(7);

        GivesProcessesWhatTheDescriptionSaysAndNoMore(system);
        await ShowsItsDashboardToTheHolderOfTheLinkAlone(system);
        await RefusesASecond(system);

        await system.KillAsync();
        await Eventually.BecomesTrueAsync(
            () => !children.Exists(id => Directory.Exists($"/proc/{id.ToString(CultureInfo.InvariantCulture)}")),
            TestContext.CancellationToken
        );
    }

    [TestMethod]
    public async Task KilledWithSigkill_AndStartedAgainAtOnce_HasWhatWasKept_AndStopsInOrderWhenItsStarterDies()
    {
        var data = Directory.CreateTempSubdirectory("ami-kept-");
        var state = Path.Combine(data.FullName, "state");
        File.SetUnixFileMode(data.FullName, File.GetUnixFileMode(data.FullName) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        string[] arguments = ["--no-build", "--data", state];
        await using (var first = await AppHostProcess.StartAsync(arguments, Patience, cancel: TestContext.CancellationToken))
        {
            await RunAsync(first, "CREATE TABLE public.kept AS SELECT 42 AS n");
            await first.KillAsync();
        }

        using var starter = Process.Start("sleep", "1000");
        await using (
            var second = await AppHostProcess.StartAsync(
                arguments,
                Patience,
                new Dictionary<string, string?> { ["ASPIRE_CLI_PID"] = starter.Id.ToString(CultureInfo.InvariantCulture) },
                TestContext.CancellationToken
            )
        )
        {
            (await RunAsync(second, "SELECT n FROM public.kept")).ShouldBe(42);

            starter.Kill();

            (await second.Exited).ShouldBe(0, string.Join(Environment.NewLine, second.Output));
            await Eventually.BecomesTrueAsync(
                () => second.Output.Any(line => line.EndsWith("stopped", StringComparison.Ordinal)),
                TestContext.CancellationToken
            );
            File.Exists(Path.Combine(state, RunFile.Name)).ShouldBeFalse();
        }

        data.Delete(recursive: true);
    }

    [TestMethod]
    public async Task Start_BusyPort_NamesTheOptionThatChangesIt()
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        var port = ((IPEndPoint)busy.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var problem = await Should.ThrowAsync<SetupException>(() =>
            AppHostProcess.StartAsync(["--ephemeral", "--port", port], Patience, cancel: TestContext.CancellationToken)
        );

        problem.Message.ShouldContain($"Port {port} is in use by another program.");
        problem.Message.ShouldContain("--port N");
    }

    private async Task ShowsItsDashboardToTheHolderOfTheLinkAlone(AppHostProcess system)
    {
        var link = new Uri(system.Run.Dashboard);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

        using var stranger = await client.GetAsync(new Uri(link, "/"), TestContext.CancellationToken);
        using var guest = await client.GetAsync(new Uri(link, "/login?t=0123"), TestContext.CancellationToken);
        using var owner = await client.GetAsync(link, TestContext.CancellationToken);

        stranger.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        stranger.Headers.Location?.OriginalString.ShouldContain("/login");
        guest.Headers.Contains("Set-Cookie").ShouldBeFalse();
        owner.Headers.Contains("Set-Cookie").ShouldBeTrue();
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == link.Port).ToList();
        listening.ShouldNotBeEmpty();
        listening.ShouldAllBe(end => IPAddress.IsLoopback(end.Address));

        var browser = await Browsers.NewContext(link.GetLeftPart(UriPartial.Authority), "en-US", ColorScheme.Light, 1400);
        await using (browser)
        {
            var page = await browser.NewPageAsync();
            await page.GotoAsync(link.ToString());
            foreach (var name in new[] { "postgres", "redis", "silo-1", "silo-2", "api", "web" })
            {
                await Expect(
                        page.GetByRole(AriaRole.Row)
                            .Filter(new() { Has = page.GetByRole(AriaRole.Gridcell, new() { Name = $"Executable: {name}", Exact = true }) })
                    )
                    .ToContainTextAsync("Running");
            }

            await Expect(page.GetByText("certificate")).ToHaveCountAsync(0);
            await page.ScreenshotAsync(new() { Path = Repository.Find().At("artifacts", "screenshots", "aspire-dashboard.png") });
        }
    }

    private static void GivesProcessesWhatTheDescriptionSaysAndNoMore(AppHostProcess system)
    {
        var run = system.Run;
        var silos = new[] { "silo-1", "silo-2" }.Select(name => EnvironmentOf(run, name)).ToList();
        var api = EnvironmentOf(run, "api");
        var web = EnvironmentOf(run, "web");

        silos.SelectMany(silo => new[] { silo["Cluster__SiloPort"], silo["Cluster__GatewayPort"] }).ShouldBeUnique();
        silos.Append(api).Select(process => process["Cluster__Id"]).Distinct().Count().ShouldBe(1);
        foreach (var process in silos.Append(api))
        {
            process["ConnectionStrings__ami"].ShouldBe(run.ConnectionStrings["ami"]);
            process["ConnectionStrings__redis"].ShouldBe(run.ConnectionStrings["redis"]);
            process["Ami__MasterKey"].ShouldBe(run.MasterKey);
            process["App__PublicUrl"].ShouldBe(run.Url);
            process["Mail__Pickup"].ShouldBe(Path.Combine(system.StateFolder, "mail"));
            process["Files__Folder"].ShouldBe(Path.Combine(system.StateFolder, "files"));
            process["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldStartWith("http://127.0.0.1:");
            process.Keys.ShouldNotContain("ConnectionStrings__ami-owner");
        }

        web["services__api__http__0"].ShouldBe(run.Processes.Single(process => process.Name == "api").Urls.Single());
        web.Keys.ShouldNotContain(key =>
            key.StartsWith("ConnectionStrings", StringComparison.Ordinal)
            || key == "Ami__MasterKey"
            || key.StartsWith("services__stray", StringComparison.Ordinal)
        );
    }

    private async Task RefusesASecond(AppHostProcess system)
    {
        var second = await Command.TryAsync(
            Repository.Dotnet,
            [ServicesBuild.Output(Repository.Find(), "Ami.AppHost"), "--port", "0", "--data", system.StateFolder],
            "/",
            TestContext.CancellationToken
        );

        second?.ExitCode.ShouldBe(1);
        second?.Output.ShouldContain($"AMI is already running at {system.Run.Url} (process {system.Id}");
    }

    private async Task<object?> RunAsync(AppHostProcess system, string statement)
    {
        await using var open = new NpgsqlConnection(system.Run.ConnectionStrings["ami-owner"]);
        await open.OpenAsync(TestContext.CancellationToken);
        await using var command = new NpgsqlCommand(statement, open);
        return await command.ExecuteScalarAsync(TestContext.CancellationToken);
    }

    private static Dictionary<string, string> EnvironmentOf(RunFile run, string name) =>
        File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{run.Processes.Single(process => process.Name == name).Pid}/environ"))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
}
