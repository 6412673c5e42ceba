using System.Globalization;

namespace Ami.AppHost.Lifecycle;

/// <summary>What the person who started the system sees: one line per step, with the time since the start.</summary>
internal sealed class Terminal(TextWriter output, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    public void Step(string text) => Line(string.Format(CultureInfo.InvariantCulture, "{0,6:0.0}s  {1}", Elapsed.TotalSeconds, text));

    public void Line(string text)
    {
        lock (_lock)
        {
            try
            {
                output.WriteLine(text);
                output.Flush();
            }
            catch (IOException)
            {
                // Nobody listens any more (a closed terminal, `| head`): no reason for the system to fall.
            }
        }
    }
}
