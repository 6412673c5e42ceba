using System.Globalization;

namespace Ami.Tests.Core;

/// <summary>A process of four writers that runs until it is killed, and says on stdout what has committed.</summary>
internal static class LedgerWorker
{
    internal const int Writers = 4;

    internal static async Task<int> Run(string connection, string seed, TimeSpan duration)
    {
        await using var services = CoreHost.Build(connection);
        using var end = new CancellationTokenSource(duration);
        var first = int.Parse(seed, CultureInfo.InvariantCulture);
        await Task.WhenAll(
            Enumerable
                .Range(first, Writers)
                .Select(number => Task.Run(() => new LedgerWriter(services, number, mostLinked: 4).Write((id, _) => Console.WriteLine(id), end.Token)))
        );
        return 0;
    }
}
