using System.Text.RegularExpressions;
using Ami.AppHost.Setup;
using Ami.Modules.Market.Import.Reading;

namespace Ami.Tests.Architecture;

/// <summary>What an import recognised is read in words: each code has them in both languages of the web app, with the same parameters.</summary>
[TestClass]
public partial class EvidenceWordsTests
{
    [TestMethod]
    public void Evidence_EveryCode_HasItsWordsInBothLanguages()
    {
        var file = Path.Combine(Repository.Find().Root, "Ami.Web", "ClientApp", "src", "features", "admin", "market", "texts", "evidence.ts");
        var languages = File.ReadAllText(file).Split("const es");
        var (english, spanish) = (Words(languages[0]), Words(languages[1]));
        english.ShouldBe(ImportEvidence.English, ignoreOrder: true);
        spanish.Keys.ShouldBe(english.Keys, ignoreOrder: true);
        foreach (var (code, words) in spanish)
        {
            words.ShouldNotBe(english[code] is var same && same.Contains("gzip", StringComparison.Ordinal) ? "" : same);
            Parameters(words).ShouldBe(Parameters(english[code]), ignoreOrder: true, code);
        }
    }

    [TestMethod]
    public void Evidence_EveryCodeThatIsWritten_Exists()
    {
        var folder = Path.Combine(Repository.Find().Root, "Ami.Modules", "Market");
        var written = Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .SelectMany(text => Code().Matches(text))
            .Select(code => code.Groups[1].Value)
            .ToHashSet();
        // Of the two that are put together, separators and units of counts, the parts are in the code.
        ImportEvidence
            .English.Keys.Where(code =>
                !written.Contains(code) && !code.StartsWith("separator.", StringComparison.Ordinal) && !code.EndsWith("seconds", StringComparison.Ordinal)
            )
            .ShouldBeEmpty("It is never said.");
    }

    private static Dictionary<string, string> Words(string texts)
    {
        var (area, words) = ("", new Dictionary<string, string>());
        foreach (Match line in Entry().Matches(texts))
        {
            if (line.Groups["area"].Success)
            {
                area = line.Groups["area"].Value;
            }
            else
            {
                words[$"{area}.{line.Groups["key"].Value}"] = line.Groups["words"]
                    .Value.Replace("{{", "{", StringComparison.Ordinal)
                    .Replace("}}", "}", StringComparison.Ordinal);
            }
        }

        return words;
    }

    private static IEnumerable<string> Parameters(string words) => Parameter().Matches(words).Select(parameter => parameter.Value);

    [GeneratedRegex(@"(?<area>\w+): \{\n|(?<key>\w+):\s+(?<quote>['""])(?<words>.*?)\k<quote>,\n")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"""([a-z]+\.[a-z_0-9]+)""(?!\] =)")]
    private static partial Regex Code();
}
