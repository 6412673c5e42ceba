using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Ami.Core;

/// <summary>
/// Calls of grains that outlive the death of a silo. Every method of our grains may be repeated (a request that must take effect once carries its key), so a
/// call that got no answer, or was refused because a silo is going or gone, is made again until the cluster has noticed.
/// </summary>
public static class GrainCalls
{
    /// <summary>How long a call is repeated before its caller learns that it failed: longer than the cluster needs to declare a silo dead.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long one attempt is waited for. A call that was on its way to a silo when it died gets no answer at all; the next attempt finds out where the
    /// grain is now.
    /// </summary>
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(2);

    private static readonly ResiliencePipeline Repeat = new ResiliencePipelineBuilder()
        .AddTimeout(Patience)
        .AddRetry(
            new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } e && (IsTransient(e) || e is TimeoutRejectedException)),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(25),
                MaxDelay = TimeSpan.FromMilliseconds(500),
                UseJitter = true,
            }
        )
        .AddTimeout(Attempt)
        .Build();

    /// <summary>Calls a grain, again when that may help.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends the waiting; whether the call took effect is then not known.</param>
    /// <exception cref="GrainUnavailableException">It did not succeed within <see cref="Patience"/>.</exception>
    public static async Task<T> Ask<TGrain, T>(this TGrain grain, Func<TGrain, Task<T>> call, CancellationToken cancellationToken = default)
        where TGrain : Orleans.IGrain
    {
        try
        {
            return await Repeat.ExecuteAsync(static async (state, ended) => await state.call(state.grain).WaitAsync(ended), (grain, call), cancellationToken);
        }
        catch (Exception e) when (IsTransient(e) || e is TimeoutRejectedException)
        {
            throw e as GrainUnavailableException ?? new GrainUnavailableException(e.Message);
        }
    }

    /// <summary>True for what Orleans throws when a silo is gone, going, overloaded or silent, and for <see cref="GrainUnavailableException"/>.</summary>
    public static bool IsTransient(Exception exception) =>
        exception is GrainUnavailableException or OrleansException or TimeoutException or System.Net.Sockets.SocketException;
}
