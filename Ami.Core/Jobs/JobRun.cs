using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Ami.Core;

/// <summary>One run of a job, while it runs: what it did is told here, and seen by staff afterwards.</summary>
/// <param name="job">The job's name.</param>
/// <param name="logger">The process's log, where notes go, too.</param>
public sealed class JobRun(string job, ILogger logger)
{
    private const int LongestLog = 4_000;
    private readonly Lock _gate = new();
    private readonly List<string> _notes = [];
    private int _length;

    /// <summary>How many things were done: mails sent, rows removed.</summary>
    public long Items { get; private set; }

    /// <summary>What there is to read about it; at most 4,000 characters, the first ones.</summary>
    public string Log
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _notes);
            }
        }
    }

    /// <summary>Counts what was done.</summary>
    public void Did(long items)
    {
        lock (_gate)
        {
            Items += items;
        }
    }

    /// <summary>Adds a line for whoever looks later, and to the process's log. No personal data, no secrets.</summary>
    public void Note(FormattableString line)
    {
        var text = line.ToString(CultureInfo.InvariantCulture);
        logger.LogInformation("{Job}: {Note}", job, text);
        lock (_gate)
        {
            if (_length + text.Length > LongestLog)
            {
                return;
            }

            _notes.Add(text);
            _length += text.Length + 1;
        }
    }
}
