namespace Ami.Core;

/// <summary>What is done to the audit log by the calendar. Silos that do it at once do no harm.</summary>
internal sealed class AuditJobs(AuditAnchors anchors, AuditRetention retention)
{
    /// <summary>
    /// Drops an anchor when there is something new, and notes it, and so copies it into the process's log, which the database's owner cannot rewrite.
    /// </summary>
    public async Task Anchor(JobRun run, CancellationToken cancellationToken)
    {
        if (await anchors.Drop(cancellationToken) is not { } anchor)
        {
            return;
        }

        run.Did(1);
        run.Note($"Audit anchor {anchor}");
    }

    /// <summary>Gives up what is older than the retention.</summary>
    public async Task Sweep(JobRun run, CancellationToken cancellationToken) => run.Did(await retention.Sweep(cancellationToken));
}
