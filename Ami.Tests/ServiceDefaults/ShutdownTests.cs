using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.ServiceDefaults;

[TestClass]
public sealed class ShutdownTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestMethod]
    public async Task Stop_RequestInFlight_IsAnswered()
    {
        await using var host = await DefaultsHost.Start();
        var work = host.Services.GetRequiredService<DefaultsHost.WorkInFlight>();
        var answer = host.Client.GetStringAsync("/work");
        await work.Begun.Task.WaitAsync(Patience);
        var stopped = host.Stop();
        work.MayEnd.SetResult();
        (await answer).ShouldBe("done");
        await stopped.WaitAsync(Patience);
    }

    [TestMethod]
    public async Task Stop_OpenWebSocket_DoesNotHoldTheProcess()
    {
        await using var host = await DefaultsHost.Start(configure: builder => builder.Configuration["Shutdown:TimeoutSeconds"] = "3600");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new UriBuilder(host.Client.BaseAddress ?? throw new InvalidOperationException("no address")) { Scheme = "ws", Path = "/socket" }.Uri,
            CancellationToken.None
        );
        await host.Stop().WaitAsync(Patience);
    }
}
