using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

/// <summary>
/// A silo whose callers increment counters and that dispatches events as fast as it can until it is killed; acknowledges on stdout what has committed.
/// </summary>
internal static class CounterWorker
{
    internal const int Counters = 5;

    internal static Guid CounterId(int index) => new(index + 1, 0, 0, new byte[8]);

    internal static async Task<int> Run(string connection, TimeSpan duration)
    {
        await using var silo = await CounterSilo.Start(connection);
        using var end = new CancellationTokenSource(duration);
        var time = TimeProvider.System;
        var dispatcher = silo.Services.GetRequiredService<OutboxDispatcher>();
        var callers = Enumerable
            .Range(0, 6)
            .Select(caller =>
                Task.Run(async () =>
                {
                    for (var i = caller; !end.IsCancellationRequested; i++)
                    {
                        var operation = Guid.CreateVersion7(time.GetUtcNow());
                        await silo.Increment(CounterId(i % Counters), operation);
                        Console.WriteLine(operation);
                    }
                })
            );
        var dispatching = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await dispatcher.DispatchOnce(CancellationToken.None);
            }
        });
        await Task.WhenAll(callers.Append(dispatching));
        return 0;
    }
}
