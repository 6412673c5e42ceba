using System.Diagnostics;
using System.Text.Json;

namespace Ami.Benchmarks.Quant;

/// <summary>
/// A Python script that answers each line with one line of JSON, so that its runs and ours can take turns: on a shared machine both
/// then meet the same conditions.
/// </summary>
internal sealed class ReferenceProcess : IDisposable
{
    private readonly Process _process;

    private ReferenceProcess(Process process, JsonElement greeting)
    {
        _process = process;
        Greeting = greeting;
    }

    /// <summary>What the script said when it was ready.</summary>
    public JsonElement Greeting { get; }

    /// <summary>Starts a script of the folder <c>reference</c>; says how to install what is missing and returns null if it cannot run.</summary>
    /// <param name="script">File name.</param>
    /// <param name="package">Debian package that it needs.</param>
    /// <param name="arguments">Passed to the script.</param>
    public static ReferenceProcess? Start(string script, string package, params string[] arguments)
    {
        // Debian's packages belong to Debian's Python, which need not be the first one on the path.
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Quant", "reference", script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            var process = Process.Start(start) ?? throw new InvalidOperationException($"{python} did not start.");
            var greeting = Parse(process.StandardOutput.ReadLine());
            if (greeting is { } hello && !hello.TryGetProperty("missing", out _))
            {
                return new ReferenceProcess(process, hello);
            }

            process.Dispose();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            Console.WriteLine($"{python}: {error.Message}");
        }

        Console.WriteLine($"No reference to compare with: install it with \"apt-get install {package}\" and run again.");
        return null;
    }

    /// <summary>Sends a line and waits for the answer.</summary>
    public JsonElement Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return Parse(_process.StandardOutput.ReadLine()) ?? throw new InvalidOperationException("The reference script ended without an answer.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static JsonElement? Parse(string? line) => line is null ? null : JsonDocument.Parse(line).RootElement.Clone();
}
