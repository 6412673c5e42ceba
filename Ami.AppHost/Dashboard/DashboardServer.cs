using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ami.AppHost.Running;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ami.AppHost.Dashboard;

/// <summary>The developer dashboard: a small site on the loopback interface, in AppHost's own process.</summary>
internal sealed class DashboardServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DashboardServer(WebApplication app, string link) => (_app, Link) = (app, link);

    /// <summary>With the token in it: for the person who started the system.</summary>
    public string Link { get; }

    /// <param name="instances">What it shows and steers.</param>
    /// <param name="port">0 takes any free port.</param>
    /// <param name="cancel">Stops the start.</param>
    public static async Task<DashboardServer> StartAsync(IReadOnlyList<Instance> instances, int port, CancellationToken cancel)
    {
        if (port != 0 && !FreePort.IsFree(port))
            throw new SetupException($"Port {port} is in use by another program.", "Choose another one with --dashboard-port N, or leave it out.");
        var chosen = port == 0 ? FreePort.Next() : port;
        var gate = new DashboardGate(chosen);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 4096;
            kestrel.Listen(IPAddress.Loopback, chosen);
        });
        builder.Services.AddRoutingCore();
        // AppHost decides when this ends, not a Ctrl-C handler of its own.
        builder.Services.AddSingleton<IHostLifetime, EndsWithAppHost>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));

        var app = builder.Build();
        app.Use(next => context => gate.HandleAsync(context, next));
        app.UseRouting();
        Map(app, instances, new DashboardPages(gate.FormProof));
        await app.StartAsync(cancel);
        return new DashboardServer(app, gate.Link);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Map(WebApplication app, IReadOnlyList<Instance> instances, DashboardPages pages)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.MapGet("/", () => Html(pages.Overview(instances)));
        app.MapGet("/live", (CancellationToken aborted) =>
            TypedResults.ServerSentEvents(OverviewsAsync(instances, pages, Until(aborted, stopping)), "overview"));
        app.MapGet("/logs/{name}", Results<ContentHttpResult, NotFound> (string name) =>
            Find(name) is { } instance ? Html(DashboardPages.Log(instance)) : TypedResults.NotFound());
        app.MapGet("/logs/{name}/stream", Results<ServerSentEventsResult<string>, NotFound> (string name, CancellationToken aborted) =>
            Find(name) is { } instance
                ? TypedResults.ServerSentEvents(instance.Log.FollowAsync(Until(aborted, stopping)), "line")
                : TypedResults.NotFound());
        foreach (var (action, act) in new (string, Action<Instance>)[] { ("start", one => one.Start()), ("stop", one => one.Stop()), ("restart", one => one.Restart()) })
            app.MapPost($"/resources/{{name}}/{action}", Results<RedirectHttpResult, NotFound> (string name) =>
            {
                if (Find(name) is not { } instance)
                    return TypedResults.NotFound();
                act(instance);
                return TypedResults.Redirect("/");
            });
        foreach (var (file, type) in new[] { ("dashboard.css", "text/css"), ("dashboard.js", "text/javascript") })
            app.MapGet($"/{file}", () => TypedResults.Stream(Asset(file), $"{type}; charset=utf-8"));

        Instance? Find(string name) => instances.FirstOrDefault(instance => instance.Name == name);
    }

    private static async IAsyncEnumerable<string> OverviewsAsync(
        IReadOnlyList<Instance> instances, DashboardPages pages, [EnumeratorCancellation] CancellationToken cancel)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Note(Instance changed) => changes.Writer.TryWrite(true);
        foreach (var instance in instances)
            instance.Changed += Note;
        try
        {
            changes.Writer.TryWrite(true);
            while (await changes.Reader.WaitToReadAsync(cancel))
            {
                changes.Reader.TryRead(out _);
                yield return pages.Rows(instances);
            }
        }
        finally
        {
            foreach (var instance in instances)
                instance.Changed -= Note;
        }
    }

    /// <summary>A stream ends when its reader leaves, and when the dashboard stops.</summary>
    private static CancellationToken Until(CancellationToken aborted, CancellationToken stopping) =>
        CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping).Token;

    private static ContentHttpResult Html(string page) => TypedResults.Content(page, "text/html; charset=utf-8");

    private static Stream Asset(string file) =>
        typeof(DashboardServer).Assembly.GetManifestResourceStream(file) ?? throw new FileNotFoundException("Not embedded.", file);

    private sealed class EndsWithAppHost : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
