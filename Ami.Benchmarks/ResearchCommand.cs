using System.Diagnostics;
using System.Globalization;
using Ami.Benchmarks.Research;
using Ami.Modules.Market.Import.Reading;
using Ami.Quant.Series;

namespace Ami.Benchmarks;

/// <summary>
/// <c>research FILE [--interval 1h] [--seed N] [--earlier-trials N]</c>: judges the whole chain from candles to trades on one file. Progress goes to the
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
        if (!TryRead(args, out var path, out var interval, out var settings))
        {
            Console.Error.WriteLine("usage: dotnet run -c Release --project Ami.Benchmarks -- research FILE [--interval 1h] [--seed N] [--earlier-trials N]");
            return 2;
        }

        var clock = Stopwatch.StartNew();
        try
        {
            var report = ResearchReport.Of(Read(path, interval), settings, Progress);
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

    /// <summary>The file as an import reads it. Lines that are no bars are told and left out; what is missing then is the data doctor's matter.</summary>
    private static CandleView Read(string path, BarInterval interval)
    {
        using var stream = File.OpenRead(path);
        var file = new CandleFile(
            stream,
            new ReadOptions(interval, Stamp: null, AcceptOpenEnd: true, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds())
        );
        var bars = new CandleBuilder(interval);
        foreach (var (_, bar) in file.Read())
        {
            bars.Add(new Bar(bar.Time, (double)bar.Open, (double)bar.High, (double)bar.Low, (double)bar.Close, (double)bar.Volume));
        }

        foreach (var line in file.Evidence.Select(seen => seen.ToString()).Concat(file.Lines()))
        {
            Console.Error.WriteLine(line);
        }

        return bars.Count > 1 ? bars.ToRawView() : throw new InvalidDataException("The file holds fewer than two bars.");
    }

    private static bool TryRead(string[] args, out string path, out BarInterval interval, out ResearchSettings settings)
    {
        (path, interval, settings) = ("", BarInterval.OneHour, new ResearchSettings());
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            if (args[i] == "--interval")
            {
                if (!BarInterval.TryParse(value, out interval))
                {
                    return false;
                }

                i++;
            }
            else if (args[i] is "--seed" or "--earlier-trials")
            {
                if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    return false;
                }

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
