using System.Net;
using Ami.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ami.Tests.Web;

/// <summary>What the edge refuses by itself because a replica has enough to do.</summary>
[TestClass]
public sealed class ReadLimitTests
{
    private static readonly Dictionary<string, string> OneRead = new() { ["Edge:ReadsPerReplica"] = "1" };

    [TestMethod]
    public async Task Read_WhileEnoughWaitForTheReplica_IsRefused_AndChangesAreNot()
    {
        var (arrived, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var api = await EdgeHost.StartApi(
            "a",
            app =>
                app.MapGet(
                    "/api/slow",
                    async () =>
                    {
                        arrived.SetResult();
                        await goOn.Task;
                        return "slow";
                    }
                )
        );
        await using var edge = EdgeHost.Start([.. api.Urls], settings: OneRead);
        var first = edge.Client.GetStringAsync("/api/slow");
        await arrived.Task;
        using (var refused = await edge.Client.GetAsync("/api/who"))
        {
            (refused.StatusCode, await refused.Code()).ShouldBe((HttpStatusCode.ServiceUnavailable, "server.busy"));
            refused.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        }

        using (var post = await edge.Client.PostAsync("/api/who", new StringContent("!")))
        {
            (await post.Content.ReadAsStringAsync()).ShouldBe("a!");
        }

        goOn.SetResult();
        (await first).ShouldBe("slow");
        (await edge.Client.GetStringAsync("/api/who")).ShouldBe("a", "the place is free again");
    }

    [TestMethod]
    public async Task Read_WhoseAnswerHasBegun_HoldsNoPlace()
    {
        var goOn = new TaskCompletionSource();
        await using var api = await EdgeHost.StartApi(
            "a",
            app =>
                app.MapGet(
                    "/api/long",
                    async (HttpResponse response) =>
                    {
                        await response.WriteAsync("begun, ");
                        await response.Body.FlushAsync();
                        await goOn.Task;
                        await response.WriteAsync("done");
                    }
                )
        );
        await using var edge = EdgeHost.Start([.. api.Urls], settings: OneRead);
        using var answer = await edge.Client.GetAsync("/api/long", HttpCompletionOption.ResponseHeadersRead);
        (await edge.Client.GetStringAsync("/api/who")).ShouldBe("a");
        goOn.SetResult();
        (await answer.Content.ReadAsStringAsync()).ShouldBe("begun, done");
    }

    [TestMethod]
    public async Task Read_WhileAnotherReplicaIsStuck_IsAnsweredByThisOne()
    {
        var (arrived, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var stuck = await EdgeHost.StartApi(
            "stuck",
            app =>
                app.MapGet(
                    "/api/work",
                    async () =>
                    {
                        arrived.TrySetResult();
                        await goOn.Task;
                    }
                )
        );
        await using var free = await EdgeHost.StartApi("free", app => app.MapGet("/api/work", () => "done"));
        await using var edge = EdgeHost.Start([.. stuck.Urls, .. free.Urls], settings: OneRead);
        Task[] asked = [edge.Client.GetAsync("/api/work"), edge.Client.GetAsync("/api/work")];
        await arrived.Task;
        // The other one has left its place: a read of it that still runs would take the place of one below.
        await await Task.WhenAny(asked);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await edge.Client.GetAsync("/api/work");
            answers.Add(answer.StatusCode);
        }

        answers.Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable]);
        goOn.SetResult();
        await Task.WhenAll(asked);
    }
}
