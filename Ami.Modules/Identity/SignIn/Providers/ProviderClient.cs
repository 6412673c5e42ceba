using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Ami.Modules.Identity;

/// <summary>
/// The HTTP client that asks a provider. Whoever signs in waits for it, so it gives up in time; questions are asked again after a failure, codes are exchanged
/// once, for a code works once; and a provider that is down is not waited for by everybody.
/// </summary>
internal static class ProviderClient
{
    private const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>What one attempt may take of the patience for all, so that there is time for another.</summary>
    private const double OneAttempt = 0.8;

    public static string Name(Provider provider) => "oauth." + provider.Name;

    public static void AddProviderClient(this IServiceCollection services, Provider provider, TimeSpan answerWithin) =>
        services
            .AddHttpClient(
                Name(provider),
                client =>
                {
                    client.Timeout = Timeout.InfiniteTimeSpan;
                    client.MaxResponseContentBufferSize = MaxAnswerBytes;
                    // GitHub answers nobody without a name.
                    client.DefaultRequestHeaders.UserAgent.ParseAdd("AMI");
                }
            )
            // The handler of a scheme keeps one client for ever: connections end instead, so that a changed address is noticed.
            .UseSocketsHttpHandler((handler, _) => (handler.UseCookies, handler.PooledConnectionLifetime) = (false, TimeSpan.FromMinutes(5)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddStandardResilienceHandler(options =>
            {
                options.TotalRequestTimeout.Timeout = answerWithin;
                options.AttemptTimeout.Timeout = answerWithin * OneAttempt;
                options.Retry.MaxRetryAttempts = 2;
                options.Retry.Delay = TimeSpan.FromMilliseconds(200);
                options.Retry.DisableForUnsafeHttpMethods();
                options.CircuitBreaker.MinimumThroughput = 20;
                options.CircuitBreaker.FailureRatio = 0.5;
                options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(Math.Max(30, 2 * answerWithin.TotalSeconds));
            });
}
