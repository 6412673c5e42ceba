namespace Ami.Quant.Tests.Trading;

/// <summary>
/// Random orders of every kind over random prices: whatever happens, no path through the states of orders (docs/orders.md) loses quantity or cash.
/// </summary>
[TestClass]
public sealed class OrderStreamTests
{
    private const int Streams = 100_000;
    private const int Steps = 40;

    [TestMethod]
    public void RandomStreamsOverRandomPaths_AtEveryStep_NothingIsLost()
    {
        var reached = new OrderStream.Tally();
        var sum = new Lock();
        Parallel.For(
            0,
            Streams,
            () => new OrderStream.Tally(),
            (seed, _, tally) =>
            {
                var stream = new OrderStream(seed, tally);
                for (var step = 0; step < Steps; step++)
                {
                    try
                    {
                        stream.Step();
                    }
                    catch (Exception e)
                    {
                        throw new InvalidOperationException($"Stream {seed}, step {step}: {e.Message}", e);
                    }
                }

                return tally;
            },
            tally =>
            {
                lock (sum)
                {
                    reached.Add(tally);
                }
            }
        );
        // The streams are worth something only if they get everywhere.
        var rare = Enum.GetValues<OrderStream.Event>().Where(one => reached[one] < Streams / 100).Select(one => $"{one}: {reached[one]}");
        rare.ShouldBeEmpty();
    }
}
