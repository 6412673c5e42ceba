using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using Ami.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace Ami.Tests.Core;

[TestClass]
public class IdempotencyTests
{
    private static readonly Guid Alice = Guid.CreateVersion7();
    private static readonly Guid Bob = Guid.CreateVersion7();
    private static TestDatabase _database = null!;
    private static WebApplication _app = null!;

    /// <param name="Most">Refused when the counter has reached it.</param>
    public sealed record Increase(Guid Counter, int Most = int.MaxValue);

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        _database = await CoreHost.CreateDatabase();
        _app = await Api("together");
    }

    [ClassCleanup]
    public static Task Stop() => _app.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Post_SameKeyTwentyTimesAtOnce_OneEffectOneAnswer()
    {
        var counter = Guid.CreateVersion7();
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Send("double-click", new Increase(counter))));

        responses.ShouldAllBe(r => r.StatusCode == HttpStatusCode.Created);
        var bodies = await Task.WhenAll(responses.Select(r => r.Content.ReadAsStringAsync()));
        bodies.ShouldAllBe(b => b == """{"value":1}""");
        responses.Count(r => r.Headers.Contains(Idempotency.ReplayedHeader)).ShouldBe(19);
        responses.ShouldAllBe(r => r.Headers.Location!.OriginalString == $"/counters/{counter}");
        (await Operations(counter)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Post_SameKeyOtherBody_Is422()
    {
        await Send("reused", new Increase(Guid.CreateVersion7()));
        var response = await Send("reused", new Increase(Guid.CreateVersion7()));
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Code()).ShouldBe("idempotency.key_reused");
    }

    [TestMethod]
    public async Task Post_SameKeyOtherUser_IsAnotherRequest()
    {
        var counter = Guid.CreateVersion7();
        await Send("shared", new Increase(counter));
        (await Send("shared", new Increase(counter), Bob)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Operations(counter)).ShouldBe(2);
    }

    [TestMethod]
    public async Task Post_Refused_ChangesNothingAndTheKeyStaysFree()
    {
        var counter = Guid.CreateVersion7();
        var refused = await Send("refused", new Increase(counter, Most: 0));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Code()).ShouldBe("counter.refused");
        (await Operations(counter)).ShouldBe(0);
        (await Send("refused", new Increase(counter))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("with space")]
    public async Task Post_NoUsableKey_Is400(string? key)
    {
        var response = await Send(key, new Increase(Guid.CreateVersion7()));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Code()).ShouldBe("idempotency.key_required");
    }

    [TestMethod]
    public async Task Post_FirstMadeTheRepeatImpossible_RepeatGetsTheStoredAnswer()
    {
        var last = new Increase(Guid.CreateVersion7(), Most: 1);
        await Send("last-one", last);
        (await Send("another", last)).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var repeat = await Send("last-one", last);
        repeat.StatusCode.ShouldBe(HttpStatusCode.Created);
        repeat.Headers.Contains(Idempotency.ReplayedHeader).ShouldBeTrue();
        (await repeat.Content.ReadAsStringAsync()).ShouldBe("""{"value":1}""");
    }

    [TestMethod]
    public async Task Post_RepeatedToAnotherSiloAfterTheFirstIsGone_GetsTheStoredAnswer()
    {
        var counter = Guid.CreateVersion7();
        await using (var gone = await Api("gone"))
        {
            (await Send("outlives", new Increase(counter), to: gone)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        var repeat = await Send("outlives", new Increase(counter));
        repeat.Headers.Contains(Idempotency.ReplayedHeader).ShouldBeTrue();
        (await repeat.Content.ReadAsStringAsync()).ShouldBe("""{"value":1}""");
        (await Operations(counter)).ShouldBe(1);
    }

    private static async Task<WebApplication> Api(string cluster)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:ami"] = _database.App;
        builder.Configuration["Cluster:Id"] = cluster;
        builder.Configuration["Cluster:SiloPort"] = builder.Configuration["Cluster:GatewayPort"] = "0";
        builder.AddAmiCore();
        builder.AddClusterSilo();
        Counter.AddTo(builder.Services);
        var api = builder.Build();
        api.Use(
            (http, next) =>
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(CurrentUser.IdClaim, http.Request.Headers["User"].ToString())]));
                return next(http);
            }
        );
        api.MapPost(
                "/increase",
                async (Increase request, RequestKey key, HttpContext http, IGrainFactory grains) =>
                {
                    var operation = Guid.CreateVersion7();
                    var answer = await grains.GetGrain<ICounter>(request.Counter).Ask(g => g.Increment(key, operation, request.Most));
                    return answer.ToHttp(http, value => TypedResults.Created($"/counters/{request.Counter}", new { value }));
                }
            )
            .RequireIdempotencyKey();
        await api.StartAsync();
        return api;
    }

    private static async Task<HttpResponseMessage> Send(string? key, Increase body, Guid? user = null, WebApplication? to = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/increase") { Content = JsonContent.Create(body) };
        request.Headers.Add("User", (user ?? Alice).ToString());
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(Idempotency.Header, key);
        }

        return await (to ?? _app).GetTestClient().SendAsync(request);
    }

    private static Task<long> Operations(Guid counter) =>
        CoreHost.Scalar<long>(_database.App, $"select count(*) from counting.operations where counter = '{counter}'");
}
