using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.ServiceDefaults.Hosting;

/// <summary>
/// On SIGTERM a process first says "not ready" and goes on serving for <c>Shutdown:DrainSeconds</c>, so that
/// whoever routes to it looks elsewhere before the listener closes; then requests in flight get
/// <c>Shutdown:TimeoutSeconds</c> to end.
/// </summary>
internal sealed class Draining(
    IConfiguration configuration,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Draining> logger
) : IHostedLifecycleService
{
    private volatile bool _isDraining;

    public bool IsDraining => _isDraining;

    private TimeSpan Delay => TimeSpan.FromSeconds(configuration.GetValue("Shutdown:DrainSeconds", environment.IsProduction() ? 3.0 : 0.0));

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => _isDraining = true);
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isDraining = true;
        if (Delay <= TimeSpan.Zero)
        {
            return;
        }

        logger.LogInformation("Draining for {Seconds} s before the listener closes", Delay.TotalSeconds);
        await Task.Delay(Delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class DrainingSetup
{
    public static void AddDraining(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Draining>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Draining>());
        builder.Services.Configure<HostOptions>(options =>
            options.ShutdownTimeout = TimeSpan.FromSeconds(builder.Configuration.GetValue("Shutdown:TimeoutSeconds", 20.0))
        );
    }
}
