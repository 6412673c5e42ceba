using Ami.Core.Documents;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.PaperTrading.Domain;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>The days that a list is about, as moments.</summary>
/// <param name="Begins">The first moment that belongs to them, UTC; null where they have no first day.</param>
/// <param name="Ends">The first moment after them, UTC; null where they have no last day.</param>
internal sealed record ListedDays(DateTimeOffset? Begins, DateTimeOffset? Ends)
{
    /// <summary>All there are.</summary>
    public static readonly ListedDays All = new(null, null);

    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2200, 1, 1);

    /// <summary>Days as they are where somebody lives, or <c>paper.days_invalid</c>.</summary>
    /// <param name="from">The first; null for all before.</param>
    /// <param name="to">The last, which counts whole; null for all since.</param>
    /// <param name="people">Who knows where they live.</param>
    /// <param name="userId">Who.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Result<ListedDays>> Of(DateOnly? from, DateOnly? to, IPersonDirectory people, Guid userId, CancellationToken cancellationToken)
    {
        if (from is null && to is null)
        {
            return All;
        }

        if (from < Earliest || to > Latest || (from ?? Earliest) > (to ?? Latest))
        {
            return PaperErrors.DaysInvalid;
        }

        var zone = LocalFormat.Zone((await people.Find(userId, cancellationToken))?.TimeZone);
        return new ListedDays(from is { } first ? LocalDay.Begins(first, zone) : null, to is { } last ? LocalDay.Begins(last.AddDays(1), zone) : null);
    }
}
