using System.Net;
using System.Text.RegularExpressions;
using Ami.AppHost.Dashboard;
using Ami.AppHost.Running;

namespace Ami.Tests.AppHost;

[TestClass]
public sealed partial class DashboardTests : IDisposable
{
    private readonly StandInSystem _system = new();
    private DashboardServer _dashboard = null!;
    private Orchestrator _orchestrator = null!;
    private Uri _root = null!;

    public TestContext TestContext { get; set; } = null!;

    [TestInitialize]
    public async Task Start()
    {
        _system.Script("service", "echo '<script>alert(1)</script>'; exec sleep 1000");
        _orchestrator = _system.Plan();
        _orchestrator.Start();
        await _orchestrator.ReadyAsync(TestContext.CancellationToken);
        // It counts as ready when it runs; what it prints comes a moment later.
        await Eventually.BecomesTrueAsync(
            () => _orchestrator.Instances.Single().Log.Tail(100).Any(line => line.Contains("alert(1)", StringComparison.Ordinal)), TestContext.CancellationToken);
        _dashboard = await DashboardServer.StartAsync(_orchestrator.Instances, 0, TestContext.CancellationToken);
        _root = new Uri(new Uri(_dashboard.Link).GetLeftPart(UriPartial.Authority));
    }

    [TestCleanup]
    public async Task Stop()
    {
        await _dashboard.DisposeAsync();
        await _orchestrator.StopAsync();
        _orchestrator.Dispose();
    }

    public void Dispose() => _system.Dispose();

    [TestMethod]
    [DataRow("/")]
    [DataRow("/?token=")]
    [DataRow("/?token=0123")]
    [DataRow("/logs/service")]
    [DataRow("/logs/service/stream")]
    [DataRow("/live")]
    [DataRow("/dashboard.js")]
    public async Task Get_WithoutTheLinksCookie_Is401(string path)
    {
        using var client = Client();
        using var answer = await client.GetAsync(new Uri(_root, path), TestContext.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Get_ThePrintedLink_SignsIn_AndHidesTheTokenFromTheAddress()
    {
        using var client = Client();
        using var answer = await client.GetAsync(new Uri(_dashboard.Link), TestContext.CancellationToken);

        answer.RequestMessage?.RequestUri?.PathAndQuery.ShouldBe("/");
        var page = await answer.Content.ReadAsStringAsync(TestContext.CancellationToken);
        page.ShouldContain(">service</a>");
        page.ShouldContain("✓ healthy");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
    }

    [TestMethod]
    public async Task Get_ForeignHostName_IsRefusedEvenWithTheCookie()
    {
        using var client = await SignedInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, _root) { Headers = { Host = $"evil.example:{_root.Port}" } };
        using var answer = await client.SendAsync(request, TestContext.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [TestMethod]
    public async Task Get_LogPage_EncodesWhatTheResourcePrinted()
    {
        using var client = await SignedInAsync();
        var page = await client.GetStringAsync(new Uri(_root, "/logs/service"), TestContext.CancellationToken);

        page.ShouldContain("&lt;script&gt;alert(1)");
        page.ShouldNotContain("<script>alert");
    }

    [TestMethod]
    public async Task Get_LogStream_GivesLinesAsTheyCome()
    {
        using var client = await SignedInAsync();
        await using var stream = await client.GetStreamAsync(new Uri(_root, "/logs/service/stream"), TestContext.CancellationToken);
        using var reader = new StreamReader(stream);
        (await NextAsync(reader)).ShouldBe("data: <script>alert(1)</script>");

        _orchestrator.Instances.Single().Log.Add("later");
        (await NextAsync(reader)).ShouldBe("data: later");
    }

    [TestMethod]
    public async Task Get_Live_GivesTheRowsAsHtml_AgainWhenSomethingChanges()
    {
        using var client = await SignedInAsync();
        await using var stream = await client.GetStreamAsync(new Uri(_root, "/live"), TestContext.CancellationToken);
        using var reader = new StreamReader(stream);
        (await NextAsync(reader)).ShouldBe("data: <tr>");

        _orchestrator.Instances.Single().Stop();
        while (await NextAsync(reader) is { } line && !line.Contains("■ stopped", StringComparison.Ordinal))
        {
            // Rows of the states in between.
        }
    }

    [TestMethod]
    public async Task Post_FromOurPage_StopsTheResource()
    {
        using var client = await SignedInAsync();
        using var answer = await PostAsync(client, await ProofAsync(client), origin: _root.GetLeftPart(UriPartial.Authority));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.BecomesTrueAsync(() => _orchestrator.Instances.Single().State == InstanceState.Stopped, TestContext.CancellationToken);
    }

    [TestMethod]
    public async Task Post_WithoutTheFormsProof_OrFromAForeignPage_ChangesNothing()
    {
        using var client = await SignedInAsync();
        var proof = await ProofAsync(client);
        using var forged = await PostAsync(client, "guess", origin: null);
        using var foreign = await PostAsync(client, proof, origin: "http://evil.example");
        using var outsider = Client();
        using var unknown = await PostAsync(outsider, proof, origin: null);

        forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _orchestrator.Instances.Single().State.ShouldBe(InstanceState.Healthy);
    }

    /// <summary>The next line of data, without the protocol around it.</summary>
    private async Task<string?> NextAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(TestContext.CancellationToken) is { } line)
            if (line.StartsWith("data:", StringComparison.Ordinal))
                return line;
        return null;
    }

    private static HttpClient Client() => new(new SocketsHttpHandler { UseProxy = false, CookieContainer = new CookieContainer() });

    private async Task<HttpClient> SignedInAsync()
    {
        var client = Client();
        using var answer = await client.GetAsync(new Uri(_dashboard.Link), TestContext.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    private async Task<string> ProofAsync(HttpClient client) =>
        ProofField().Match(await client.GetStringAsync(_root, TestContext.CancellationToken)).Groups[1].Value;

    private async Task<HttpResponseMessage> PostAsync(HttpClient client, string proof, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_root, "/resources/service/stop"))
        {
            Content = new FormUrlEncodedContent([new(DashboardGate.FormField, proof)]),
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await client.SendAsync(request, TestContext.CancellationToken);
    }

    [GeneratedRegex("name=\"proof\" value=\"([0-9a-f]+)\"")]
    private static partial Regex ProofField();
}
