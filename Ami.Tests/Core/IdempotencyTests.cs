using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using Ami.Core;
using Ami.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace Ami.Tests.Core;

[TestClass]
public class IdempotencyTests
{
    private static readonly Guid Alice = Guid.CreateVersion7();
    private static readonly Guid Bob = Guid.CreateVersion7();
    private static TestDatabase database = null!;
    private static WebApplication app = null!;

    public sealed record Increase(Guid Counter, bool Refuse = false);

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        database = await CoreHost.CreateDatabase();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration["ConnectionStrings:ami"] = database.App;
        builder.AddAmiCore();
        Counter.AddTo(builder.Services);
        app = builder.Build();
        app.Use((http, next) =>
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(CurrentUser.IdClaim, http.Request.Headers["User"].ToString())]));
            return next(http);
        });
        app.MapPost("/increase", async (Increase request, Grains grains) =>
        {
            var result = await grains.Call<Counter, Result<int>>(request.Counter, g => g.Increment(Guid.CreateVersion7(), request.Refuse));
            return result.ToHttp(value => TypedResults.Created($"/counters/{request.Counter}", new { value }));
        }).RequireIdempotencyKey();
        await app.StartAsync();
    }

    [ClassCleanup]
    public static Task Stop() => app.DisposeAsync().AsTask();

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
        (await Code(response)).ShouldBe("idempotency.key_reused");
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
        var refused = await Send("refused", new Increase(counter, Refuse: true));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Code(refused)).ShouldBe("counter.refused");
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
        (await Code(response)).ShouldBe("idempotency.key_required");
    }

    private static async Task<HttpResponseMessage> Send(string? key, Increase body, Guid? user = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/increase") { Content = JsonContent.Create(body) };
        request.Headers.Add("User", (user ?? Alice).ToString());
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(Idempotency.Header, key);
        }

        return await app.GetTestClient().SendAsync(request);
    }

    private static async Task<string?> Code(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("code").GetString();

    private static Task<long> Operations(Guid counter) =>
        CoreHost.Scalar<long>(database.App, $"select count(*) from counting.operations where counter = '{counter}'");
}
