using Microsoft.Extensions.Configuration;

namespace Ami.Modules.Identity;

/// <summary>Looks once an hour, and replaces the signing key when it is old enough (<c>Identity:KeyRotationDays</c>, default 30).</summary>
internal sealed class KeyRotationSchedule(KeyRotation rotation, IConfiguration configuration)
{
    private readonly TimeSpan _age = TimeSpan.FromDays(configuration.GetValue("Identity:KeyRotationDays", 30));

    public async Task WhenDue(JobRun run, CancellationToken cancellationToken)
    {
        if (await rotation.WhenOlderThan(_age, cancellationToken) is not { } kid)
        {
            return;
        }

        run.Did(1);
        run.Note($"Made signing key {kid}, which signs in {KeyRotation.PublishedBefore.TotalMinutes} minutes");
    }
}
