using System.Diagnostics;
using System.Globalization;

namespace Ami.Benchmarks.Research;

/// <summary>
/// <c>research FILE [--seed N] [--earlier-trials N]</c>: judges the whole chain from candles to trades on one file. Progress goes to the
/// standard error, the page to the standard output; the page depends on the file and the arguments only.
/// </summary>
public static class ResearchCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="args">The file and the options.</param>
    /// <returns>0 when a verdict was reached, whatever it is; 2 when the arguments or the file are wrong.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (!TryRead(args, out var path, out var settings))
        {
            Console.Error.WriteLine("usage: dotnet run -c Release --project Ami.Benchmarks -- research FILE [--seed N] [--earlier-trials N]");
            return 2;
        }

        var clock = Stopwatch.StartNew();
        try
        {
            using var text = File.OpenText(path);
            var report = ResearchReport.Of(CandleFile.Read(text), settings, Progress);
            Console.Out.Write(ResearchPage.Of(report));
            Progress("done");
            return 0;
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }

        void Progress(string step) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed:mm\\:ss}  {step}"));
    }

    private static bool TryRead(string[] args, out string path, out ResearchSettings settings)
    {
        (path, settings) = ("", new ResearchSettings());
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--seed" or "--earlier-trials")
            {
                if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
                settings = args[i] == "--seed" ? settings with { Seed = (ulong)number } : settings with { EarlierTrials = number };
                i++;
            }
            else if (path.Length == 0 && !args[i].StartsWith('-'))
            {
                path = args[i];
            }
            else
            {
                return false;
            }
        }

        return path.Length > 0;
    }
}
