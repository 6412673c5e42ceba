using Ami.AppHost.Setup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ami.AppHost.Lifecycle;

/// <summary>
/// Health checks that notice at once. Aspire asks a resource once a second at best; a check that waits for the answer it hopes for costs no second.
/// </summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(30);

    /// <param name="resource">What is asked.</param>
    /// <param name="isReady">Throws a <see cref="SetupException"/> when waiting will not help.</param>
    public static IResourceBuilder<T> WithReadiness<T>(this IResourceBuilder<T> resource, Func<CancellationToken, Task<bool>> isReady)
        where T : IResource
    {
        var key = $"{resource.Resource.Name}-ready";
        resource
            .ApplicationBuilder.Services.AddHealthChecks()
            .AddAsyncCheck(
                key,
                async cancel =>
                {
                    var started = TimeProvider.System.GetTimestamp();
                    try
                    {
                        while (!await isReady(cancel))
                        {
                            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                            {
                                return HealthCheckResult.Unhealthy("does not answer");
                            }

                            await Task.Delay(Poll, TimeProvider.System, cancel);
                        }

                        return HealthCheckResult.Healthy();
                    }
                    catch (SetupException problem)
                    {
                        return HealthCheckResult.Unhealthy(problem.ToString());
                    }
                }
            );
        return resource.WithHealthCheck(key);
    }
}
