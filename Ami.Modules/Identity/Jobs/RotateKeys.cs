using Ami.Modules.Identity.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Identity.Jobs;

/// <summary>Looks once an hour, and replaces the signing key when it is old enough (<c>Identity:KeyRotationDays</c>, default 30).</summary>
internal sealed class RotateKeys(KeyRotation rotation, IConfiguration configuration, ILogger<RotateKeys> logger)
{
    private readonly TimeSpan _age = TimeSpan.FromDays(configuration.GetValue("Identity:KeyRotationDays", 30));

    public async Task WhenDue(CancellationToken cancellationToken)
    {
        if (await rotation.WhenOlderThan(_age, cancellationToken) is { } kid)
            logger.LogInformation("Made signing key {Kid}, which signs in {Minutes} minutes", kid, KeyRotation.PublishedBefore.TotalMinutes);
    }
}
