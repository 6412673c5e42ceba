using System.Threading.Channels;
using Ami.Core;
using Ami.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Core;

[TestClass]
public class LiveBusTests
{
    [TestMethod]
    public async Task Publish_OtherProcessSubscribed_HearsEveryMessage()
    {
        var redis = (await TestServers.Get()).Redis;
        await using var here = new LiveBus(redis, NullLogger<LiveBus>.Instance);
        await using var there = new LiveBus(redis, NullLogger<LiveBus>.Instance);
        var channel = $"test:{Guid.CreateVersion7()}";
        var heard = Channel.CreateUnbounded<byte>();
        using var subscription = there.Subscribe(channel, m => heard.Writer.TryWrite(m.Span[0]));

        // The subscription is sent without waiting: publish until it is heard, then everything must be.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!heard.Reader.TryPeek(out _))
        {
            await here.Publish(channel, new byte[] { 0 });
            await Task.WhenAny(heard.Reader.WaitToReadAsync(patience.Token).AsTask(), Task.Delay(50, patience.Token));
        }

        for (byte i = 1; i <= 50; i++)
        {
            await here.Publish(channel, new byte[] { i });
        }

        var missing = Enumerable.Range(1, 50).Select(i => (byte)i).ToHashSet();
        while (missing.Count > 0)
        {
            missing.Remove(await heard.Reader.ReadAsync(patience.Token));
        }
    }

    [TestMethod]
    public async Task EverythingWorks_NoServerAnswers_DropsAndFindsNothing()
    {
        await using var bus = new LiveBus("127.0.0.1:1,connectTimeout=200", NullLogger<LiveBus>.Instance);
        using var subscription = bus.Subscribe("x", _ => { });
        await bus.Publish("x", new byte[] { 1 });
        await bus.Set("k", new byte[] { 1 }, TimeSpan.FromMinutes(1));
        (await bus.Get("k")).ShouldBeNull();
        bus.IsConnected.ShouldBeFalse();
    }

    [TestMethod]
    public async Task Publish_NoServerConfigured_HeardWithinTheProcess()
    {
        await using var bus = new LiveBus(null, NullLogger<LiveBus>.Instance);
        var heard = 0;
        using (bus.Subscribe("x", _ => heard++))
        {
            await bus.Publish("x", new byte[] { 1 });
        }

        await bus.Publish("x", new byte[] { 1 });
        heard.ShouldBe(1);
    }
}
