using Ami.ServiceDefaults;
using Ami.ServiceDefaults.Telemetry;
using Ami.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.Tests.ServiceDefaults;

/// <summary>A process with the service defaults and a few endpoints that misbehave, on a real listener of a free port.</summary>
internal sealed class DefaultsHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DefaultsHost(WebApplication app)
    {
        _app = app;
        var address = app.Urls.First();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<DefaultsHost> Start(MetricsReaders metrics = MetricsReaders.Everybody, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration["Shutdown:DrainSeconds"] = "0";
        builder.Configuration["Limits:BodyBytes"] = "2000";
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        builder.AddServiceDefaults("test");
        builder.Logging.AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>(_ => false);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<WorkInFlight>();
        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseWebSockets();
        app.MapServiceDefaults(metrics);
        app.MapPost("/things", (Thing thing) => TypedResults.Ok(thing));
        app.MapGet("/things/{id:guid}", (Guid id, int page) => TypedResults.Ok(new { id, page }));
        app.MapGet(
            "/boom",
            () =>
            {
                throw new InvalidOperationException("password=hunter2");
            }
        );
        app.MapGet(
            "/own",
            () => TypedResults.Problem(statusCode: 409, title: "Taken", extensions: new Dictionary<string, object?> { ["code"] = "thing.taken" })
        );
        app.Map(
            "/socket",
            async (HttpContext context) =>
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
        );
        app.MapGet(
            "/work",
            async (WorkInFlight work) =>
            {
                work.Begun.SetResult();
                await work.MayEnd.Task;
                return "done";
            }
        );
        app.MapGet("/bare/{status:int}", (int status) => TypedResults.StatusCode(status));
        await app.StartAsync();
        return new DefaultsHost(app);
    }

    public static async Task<Refusal> Problem(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Refusal();
        problem.Status.ShouldBe((int)response.StatusCode);
        problem.Title.ShouldNotBeNullOrEmpty();
        problem.TraceId.ShouldNotBeNullOrEmpty();
        problem.Type.ShouldBe("https://ami.local/problems/" + problem.Code);
        return problem;
    }

    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public sealed class WorkInFlight
    {
        public TaskCompletionSource Begun { get; } = new();
        public TaskCompletionSource MayEnd { get; } = new();
    }

    public sealed record Thing(string Name, decimal Price, DateTimeOffset At);
}
