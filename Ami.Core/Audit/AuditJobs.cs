using Microsoft.Extensions.Logging;

namespace Ami.Core;

/// <summary>What is done to the audit log by the calendar. Silos that do it at once do no harm.</summary>
internal sealed class AuditJobs(AuditAnchors anchors, AuditRetention retention, ILogger<AuditJobs> logger)
{
    /// <summary>Drops an anchor when there is something new, and a copy of it into the log.</summary>
    public async Task Anchor(CancellationToken cancellationToken)
    {
        if (await anchors.Drop(cancellationToken) is { } anchor) logger.LogInformation("Audit anchor {Anchor}", anchor);
    }

    /// <summary>Gives up what is older than the retention.</summary>
    public async Task Sweep(CancellationToken cancellationToken) =>
        logger.LogInformation("{Count} audit entries were older than the retention", await retention.Sweep(cancellationToken));
}
