namespace Ami.Kernel;

/// <summary>
/// How long is waited after failures in a row: <paramref name="First"/>, then twice as long each time, never longer than <paramref name="Longest"/>.
/// </summary>
/// <param name="First">After the first failure; above zero.</param>
/// <param name="Longest">At least <paramref name="First"/>.</param>
public readonly record struct Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>The wait after failure number <paramref name="failures"/>, counted from one.</summary>
    public TimeSpan After(int failures) =>
        TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 30))));
}
