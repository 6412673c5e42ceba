using Ami.Modules.Identity.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Identity.Jobs;

/// <summary>Once an hour replaces the signing key when it is old enough (<c>Identity:KeyRotationDays</c>, default 30). Of several silos one does it.</summary>
internal sealed class RotateKeys(KeyRotation rotation, IConfiguration configuration, TimeProvider time, ILogger<RotateKeys> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private readonly TimeSpan _age = TimeSpan.FromDays(configuration.GetValue("Identity:KeyRotationDays", 30));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await rotation.WhenOlderThan(_age, stoppingToken) is { } kid)
                    logger.LogInformation("Made signing key {Kid}, which signs in {Minutes} minutes", kid, KeyRotation.PublishedBefore.TotalMinutes);
            }
            catch (NpgsqlException exception)
            {
                logger.LogWarning(exception, "The signing key's age could not be checked; next try in an hour");
            }
        }
    }
}
