using System.Net;
using Ami.Modules.Identity;
using Ami.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Ami.Tests.Identity;

/// <summary>The client that asks a provider, against servers that fail.</summary>
[TestClass]
public sealed class ProviderClientTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Get_FailsTwice_IsAskedAgainAndAnswers()
    {
        await using var server = await Faulty.Start((asked, context) => asked <= 2 ? Fail(context) : Task.CompletedTask);
        using var response = await server.Client.GetAsync(server.Address, TestContext.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Asked.ShouldBe(3);
    }

    [TestMethod]
    public async Task Get_ConnectionDrops_IsAskedAgainAndAnswers()
    {
        await using var server = await Faulty.Start(
            (asked, context) =>
            {
                if (asked == 1)
                {
                    context.Abort();
                }

                return Task.CompletedTask;
            }
        );
        using var response = await server.Client.GetAsync(server.Address, TestContext.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Post_Fails_IsSentOnce()
    {
        await using var server = await Faulty.Start((_, context) => Fail(context));
        using var response = await server.Client.PostAsync(server.Address, new StringContent("code"), TestContext.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        server.Asked.ShouldBe(1);
    }

    [TestMethod]
    public async Task Post_IsNeverAnswered_GivesUpAndIsSentOnce()
    {
        await using var server = await Faulty.Start((_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted), TimeSpan.FromSeconds(0.5));
        await Should.ThrowAsync<TimeoutRejectedException>(() =>
            server.Client.PostAsync(server.Address, new StringContent("code"), TestContext.CancellationToken)
        );
        server.Asked.ShouldBe(1);
    }

    [TestMethod]
    public async Task Post_ProviderIsDown_IsNotWaitedForByEverybody()
    {
        await using var server = await Faulty.Start((_, context) => Fail(context));
        for (var i = 0; i < 20; i++)
        {
            (await server.Client.PostAsync(server.Address, null, TestContext.CancellationToken)).Dispose();
        }

        await Should.ThrowAsync<BrokenCircuitException>(() => server.Client.PostAsync(server.Address, null, TestContext.CancellationToken));
        server.Asked.ShouldBe(20);
    }

    [TestMethod]
    public async Task Post_CodesAreRefused_TheProviderIsNotTakenForDown()
    {
        // Whoever sends made-up codes must not keep others from signing in.
        await using var server = await Faulty.Start(
            (_, context) =>
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }
        );
        for (var i = 0; i < 40; i++)
        {
            (await server.Client.PostAsync(server.Address, null, TestContext.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
    }

    private static Task Fail(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }

    private sealed class Faulty(ServiceProvider services) : IAsyncDisposable
    {
        private WebApplication _server = null!;
        private int _asked;

        public int Asked => _asked;

        public Uri Address => new(_server.Urls.Single() + "/api/provider");

        public HttpClient Client { get; } = services.GetRequiredService<IHttpClientFactory>().CreateClient(ProviderClient.Name(Provider.Google));

        public static async Task<Faulty> Start(Func<int, HttpContext, Task> answer, TimeSpan? answerWithin = null)
        {
            var services = new ServiceCollection();
            services.AddProviderClient(Provider.Google, answerWithin ?? TimeSpan.FromSeconds(20));
            var faulty = new Faulty(services.BuildServiceProvider());
            faulty._server = await EdgeHost.StartApi(
                "provider",
                app => app.Map("/api/provider", (HttpContext context) => answer(Interlocked.Increment(ref faulty._asked), context))
            );
            return faulty;
        }

        public async ValueTask DisposeAsync()
        {
            await _server.DisposeAsync();
            await services.DisposeAsync();
        }
    }
}
