using System.Globalization;

namespace Ami.AppHost.Running;

/// <summary>What the person who started the system sees: one line per step, with the time since the start.</summary>
internal sealed class Terminal(TextWriter output, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    public void Step(string text) => Line(string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds,6:0.0}s  {text}"));

    public void Line(string text)
    {
        lock (_lock)
        {
            output.WriteLine(text);
            output.Flush();
        }
    }

    /// <summary>Shows a step that may take long, and again every while, so that nobody thinks it hangs.</summary>
    public async Task DuringAsync(string text, Task work)
    {
        Step(text);
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(10), time)) != work)
            Step($"{text} …");
        await work;
    }
}
