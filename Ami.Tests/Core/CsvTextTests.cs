namespace Ami.Tests.Core;

[TestClass]
public sealed class CsvTextTests
{
    [TestMethod]
    [DataRow("Ana", "Ana")]
    [DataRow("", "")]
    [DataRow("García, José", "\"García, José\"")]
    [DataRow("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [DataRow("two\r\nlines", "\"two\r\nlines\"")]
    [DataRow("a=b", "a=b")]
    [DataRow("ana+news@example.com", "ana+news@example.com")]
    public void Field_OrdinaryText_KeepsItsValue(string text, string field) => CsvText.Field(text).ShouldBe(field);

    [TestMethod]
    [DataRow("=1+1", "\"'=1+1\"")]
    [DataRow("+1", "\"'+1\"")]
    [DataRow("-1", "\"'-1\"")]
    [DataRow("@SUM(A1)", "\"'@SUM(A1)\"")]
    [DataRow("\t=1", "\"'\t'=1\"")]
    [DataRow("\r=1", "\"'\r'=1\"")]
    [DataRow("  =1", "\"  '=1\"")]
    [DataRow("＝1", "\"'＝1\"")]
    [DataRow("=HYPERLINK(\"http://evil\",\"x\")", "\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"")]
    [DataRow("a;=cmd|' /C calc'!A0", "\"a;'=cmd|' /C calc'!A0\"")]
    [DataRow("a\n@x", "\"a\n'@x\"")]
    [DataRow("\"=1", "\"\"\"'=1\"")]
    public void Field_FormulaInText_IsGuarded(string text, string field) => CsvText.Field(text).ShouldBe(field);

    [TestMethod]
    public void Field_ValuesThatAreNoText_AreWrittenAsTheyAre()
    {
        CsvText.Field(-12.5m).ShouldBe("-12.5");
        CsvText.Field(true).ShouldBe("true");
        CsvText.Field(null).ShouldBe("");
        CsvText.Field(DayOfWeek.Monday).ShouldBe("monday");
        CsvText.Field(new DateTimeOffset(2026, 3, 2, 14, 5, 6, 789, TimeSpan.FromHours(2))).ShouldBe("2026-03-02T12:05:06.789Z");
    }

    /// <summary>Whatever the text and wherever a spreadsheet splits, no cell begins like a formula.</summary>
    [TestMethod]
    public void Field_AnyText_NoCellBeginsLikeAFormula()
    {
        const string Alphabet = "=+-@\t\r\n ;,\"'aé＝";
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(8)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var line = $"1,{CsvText.Field(text)},2";
            foreach (var separator in new[] { ',', ';', '\t' })
            {
                foreach (var cell in line.Split([separator, '\n', '\r']))
                {
                    "=+-@＝".ShouldNotContain((cell.Trim(' ', '"') + "x")[0], $"{text} at {separator}");
                }
            }
        }
    }
}
