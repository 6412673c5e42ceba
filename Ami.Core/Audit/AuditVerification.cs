namespace Ami.Core;

/// <summary>What is wrong with an entry or an anchor.</summary>
public enum AuditFault
{
    /// <summary>The entry is not what its hash says: it was changed, put elsewhere, or forged.</summary>
    EntryChanged,

    /// <summary>A number in a lane is missing: the entry was removed.</summary>
    EntryMissing,

    /// <summary>The personal part is not what the entry's hash says.</summary>
    DetailsChanged,

    /// <summary>The personal part is gone, although no erasure of that person's data is on record.</summary>
    DetailsMissing,

    /// <summary>The lane's end is not where the last append left it: entries were cut off or added behind the functions' back.</summary>
    EndMoved,

    /// <summary>The anchor's code is wrong, or it does not follow the anchor before: it was forged, or made with another master key.</summary>
    AnchorForged,

    /// <summary>A number among the anchors is missing.</summary>
    AnchorMissing,

    /// <summary>The chain is not the one that the anchor saw: it was rewritten after it.</summary>
    HistoryRewritten,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Fault">What it is.</param>
/// <param name="Lane">The lane; null for an anchor.</param>
/// <param name="Number">Number of the entry in its lane, or of the anchor.</param>
/// <param name="EntryId">The entry, where there is one.</param>
/// <param name="At">When the entry or the anchor was written, as it says itself.</param>
public sealed record AuditFinding(AuditFault Fault, int? Lane, long Number, Guid? EntryId, DateTimeOffset? At);

/// <summary>What a verification of the whole chain found.</summary>
/// <param name="Entries">Entries that were checked.</param>
/// <param name="Erased">Entries whose personal part was erased, as it is on record.</param>
/// <param name="Anchors">Anchors that were checked.</param>
/// <param name="SinceAnchor">Entries younger than the last anchor: a rewriting of just these that makes all hashes anew would not be seen.</param>
/// <param name="LastAnchorAt">When the last anchor was dropped.</param>
/// <param name="Faults">How many faults there are.</param>
/// <param name="Findings">The first hundred of them.</param>
public sealed record AuditVerification(
    long Entries,
    long Erased,
    long Anchors,
    long SinceAnchor,
    DateTimeOffset? LastAnchorAt,
    long Faults,
    IReadOnlyList<AuditFinding> Findings
)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsIntact => Faults == 0;
}
