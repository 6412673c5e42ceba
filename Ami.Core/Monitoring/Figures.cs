namespace Ami.Core;

/// <summary>One number of the system's present state.</summary>
/// <param name="Name">Stable, <c>area.what</c>, for example <c>identity.users</c>; its words are in the web app.</param>
/// <param name="Value">The number.</param>
/// <param name="NeedsAttention">True when a person should look at it.</param>
public sealed record Figure(string Name, double Value, bool NeedsAttention = false);

/// <summary>
/// Figures that a module contributes to the admin area's front page. Registered as a scoped or single <see cref="IFigures"/>; read every few seconds at most.
/// </summary>
public interface IFigures
{
    /// <summary>Reads them. Cheap: some milliseconds at a million rows.</summary>
    Task<IReadOnlyList<Figure>> Read(CancellationToken cancellationToken);
}

/// <summary>
/// A number that a process tells of itself with every heartbeat, for example how far a feed is behind. Registered as a single <see cref="IProcessFigure"/>.
/// </summary>
public interface IProcessFigure
{
    /// <summary>Stable, <c>area.what</c>.</summary>
    string Name { get; }

    /// <summary>The number now; null when this process has nothing to tell, for example because another leads.</summary>
    double? Value { get; }
}
