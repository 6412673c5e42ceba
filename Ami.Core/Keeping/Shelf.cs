using System.Linq.Expressions;

namespace Ami.Core;

/// <summary>Things that are counted, named and changed together: one change at a time.</summary>
/// <param name="Name">What is held while one of them changes.</param>
/// <param name="Own">Which they are.</param>
/// <param name="Most">How many there may be.</param>
/// <param name="Errors">What is said of a change that is refused.</param>
public sealed record Shelf<T>(string Name, Expression<Func<T, bool>> Own, int Most, ShelfErrors Errors)
    where T : class, IKept;

/// <summary>Why a change is refused.</summary>
/// <param name="Version">The version is none.</param>
/// <param name="Unknown">A version was seen of what is not there.</param>
/// <param name="Changed">Another version is there than the one that was seen.</param>
/// <param name="TooMany">There are as many as there may be.</param>
public sealed record ShelfErrors(Error Version, Error Unknown, Error Changed, Error TooMany);

/// <summary>A thing as it is to be from now on.</summary>
/// <param name="Seen">The version that the client saw; 0 for a new thing.</param>
/// <param name="New">Makes one; what <paramref name="Take"/> sets need not be right.</param>
/// <param name="IsSame">Whether one says what is wanted: it was sent before and arrives again, as after a lost answer.</param>
/// <param name="Take">Makes one say it.</param>
public sealed record Wanted<T>(int Seen, Func<DateTimeOffset, T> New, Func<T, bool> IsSame, Action<T> Take)
    where T : class, IKept
{
    /// <summary>Others that stand in its way, and what is said of them; null when none can.</summary>
    public (Expression<Func<T, bool>> Which, Error Taken)? Rival { get; init; }

    /// <summary>Why it cannot be, told of what is there before, null for nothing; null when nothing stands in its way. Looked for before anything is written.</summary>
    public Func<T?, CancellationToken, Task<Error?>>? Objection { get; init; }

    /// <summary>What else is changed with it, in the same transaction: told of what is there before, null for nothing, and of the time.</summary>
    public Func<T?, DateTimeOffset, CancellationToken, Task>? Beside { get; init; }
}
