using Ami.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

/// <summary>A process that increments counters and dispatches events as fast as it can until it is killed; acknowledges on stdout what has committed.</summary>
internal static class CounterWorker
{
    internal const int Counters = 5;

    internal static Guid CounterId(int index) => new(index + 1, 0, 0, new byte[8]);

    internal static async Task<int> Run(string connection, TimeSpan duration)
    {
        await using var services = CoreHost.Build(connection, s =>
        {
            Counter.AddTo(s);
            s.AddSingleton(new Counter.ListenerMood(0));
        });
        using var end = new CancellationTokenSource(duration);
        var time = TimeProvider.System;
        var dispatcher = services.GetRequiredService<OutboxDispatcher>();
        var callers = Enumerable.Range(0, 6).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; !end.IsCancellationRequested; i++)
            {
                var operation = Guid.CreateVersion7(time.GetUtcNow());
                await services.InScope(async scope =>
                    await scope.GetRequiredService<Grains>().Call<Counter, Result<int>>(CounterId(i % Counters), g => g.Increment(operation)));
                Console.WriteLine(operation);
            }
        }));
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
