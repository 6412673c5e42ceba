extern alias ApiService;

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.ServiceDefaults;
using Ami.TestKit;
using ApiService::Ami.ApiService.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ami.Tests.ApiService;

/// <summary>What is refused at the door, and what is not: a small API on a real listener whose endpoints end when a test says so.</summary>
[TestClass]
public sealed class AdmissionTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Kind_IsFull_ItsCallsAreRefused_OthersAreLetIn()
    {
        await using var api = await Api.Start(("Admission:Market", "1"), ("Admission:Patience", "00:00:00"));
        var first = api.Client.GetAsync("/api/chart", TestContext.CancellationToken);
        await api.UnderWay(1);

        using var refused = await api.Client.GetAsync("/api/chart", TestContext.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await refused.Code()).ShouldBe("server.busy");
        foreach (var path in new[] { "/api/order", "/api/usual", "/api/stream", "/alive" })
        {
            (await api.Client.GetAsync(path, TestContext.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }

        api.Release();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.Client.GetAsync("/api/chart", TestContext.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK, "its place is free again");
    }

    [TestMethod]
    public async Task Kind_IsFull_AsManyWaitForTheirTurn_AndTheNextIsRefusedAtOnce()
    {
        await using var api = await Api.Start(("Admission:Market", "1"), ("Admission:Patience", "-00:00:00.001"));
        var first = api.Client.GetAsync("/api/chart", TestContext.CancellationToken);
        await api.UnderWay(1);
        var second = api.Client.GetAsync("/api/chart", TestContext.CancellationToken);
        await api.Arrived(2);
        (await api.Client.GetAsync("/api/chart", TestContext.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        second.IsCompleted.ShouldBeFalse();
        api.Release();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Caller_HasGoneWhileItWaited_NothingIsDoneForIt()
    {
        await using var api = await Api.Start(("Admission:Market", "1"), ("Admission:Patience", "-00:00:00.001"));
        var first = api.Client.GetAsync("/api/chart", TestContext.CancellationToken);
        await api.UnderWay(1);
        using (var impatient = new CancellationTokenSource())
        {
            var second = api.Client.GetAsync("/api/chart", impatient.Token);
            await api.Arrived(2);
            await impatient.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => second);
            await api.Left(1);
        }

        api.Release();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.Client.GetAsync("/api/chart", TestContext.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        api.Handled.ShouldBe(2);
    }

    [TestMethod]
    public async Task Body_ThatComesSlowly_TakesNobodysPlace()
    {
        await using var api = await Api.Start(("Admission:Usual", "1"), ("Admission:Patience", "00:00:00"));
        using var slow = new SlowContent("\"half"u8.ToArray(), " and half\""u8.ToArray());
        var posted = api.Client.PostAsync("/api/text", slow, TestContext.CancellationToken);
        await api.Arrived(1);
        (await api.Client.GetAsync("/api/usual", TestContext.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        slow.GoOn();
        using var answer = await posted;
        (await answer.Content.ReadFromJsonAsync<string>(TestContext.CancellationToken)).ShouldBe("half and half");
    }

    /// <summary>Sends its first part at once, and the rest when told.</summary>
    private sealed class SlowContent : HttpContent
    {
        private readonly byte[] _first;
        private readonly byte[] _rest;
        private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowContent(byte[] first, byte[] rest)
        {
            (_first, _rest) = (first, rest);
            Headers.ContentType = new("application/json");
        }

        public void GoOn() => _goOn.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_first);
            await stream.FlushAsync();
            await _goOn.Task;
            await stream.WriteAsync(_rest);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _first.Length + _rest.Length;
            return true;
        }
    }

    private sealed class Api : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _arrived;
        private int _left;
        private int _handled;

        private Api(WebApplication app) => _app = app;

        public HttpClient Client { get; private set; } = null!;

        public int Handled => Volatile.Read(ref _handled);

        public static async Task<Api> Start(params (string Key, string Value)[] settings)
        {
            var builder = WebApplication.CreateBuilder();
            foreach (var (key, value) in settings)
            {
                builder.Configuration[key] = value;
            }

            builder.AddServiceDefaults("test");
            builder.AddAdmission();
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var api = new Api(builder.Build());
            api.Map();
            await api._app.StartAsync();
            api.Client = new HttpClient { BaseAddress = new Uri(api._app.Urls.First()) };
            return api;
        }

        public void Release() => _release.TrySetResult();

        public Task UnderWay(int calls) => Eventually.BecomesTrueAsync(() => Handled == calls, CancellationToken.None);

        public Task Arrived(int calls) => Eventually.BecomesTrueAsync(() => Volatile.Read(ref _arrived) == calls, CancellationToken.None);

        public Task Left(int calls) => Eventually.BecomesTrueAsync(() => Volatile.Read(ref _left) == calls, CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            Release();
            Client.Dispose();
            await _app.DisposeAsync();
        }

        private void Map()
        {
            _app.UseServiceDefaults();
            _app.Use(
                async (context, next) =>
                {
                    Interlocked.Increment(ref _arrived);
                    try
                    {
                        await next(context);
                    }
                    finally
                    {
                        Interlocked.Increment(ref _left);
                    }
                }
            );
            _app.UseAdmission();
            _app.MapServiceDefaults();
            _app.MapGet("/api/chart", Wait).WithUrgency(Urgency.Market);
            _app.MapGet("/api/order", () => TypedResults.Ok()).WithUrgency(Urgency.Urgent);
            _app.MapGet("/api/stream", () => TypedResults.Ok()).WithUrgency(Urgency.Market).OpensLiveStream();
            _app.MapGet("/api/usual", () => TypedResults.Ok());
            _app.MapPost("/api/text", (JsonElement text) => TypedResults.Ok(text));
        }

        private async Task<IResult> Wait()
        {
            Interlocked.Increment(ref _handled);
            await _release.Task;
            return TypedResults.Ok();
        }
    }
}
