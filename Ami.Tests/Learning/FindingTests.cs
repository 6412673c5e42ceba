using Ami.Modules.Learning;

namespace Ami.Tests.Learning;

/// <summary>What is shown of a text that says what was searched for, and what a typo is taken for.</summary>
[TestClass]
public class FindingTests
{
    private const string Markdown = """
        Antes de **todo**.

        ## La *idea* del [tamaño](/x)

        - Un **renglón** con `código`
        - Otro renglón
          que sigue

        | Palabra | Qué es |
        | --- | :--- |
        | Gestión | Lo que se decide |

        ```
        # no es un título
        total = a | b
        ```

        ### Fin
        """;

    [TestMethod]
    public void Read_Markdown_IsWhatIsSeen()
    {
        var read = LessonText.Read(Markdown);
        read.Headings.ShouldBe(["La idea del tamaño", "Fin"]);
        read.Pieces.ShouldBe([
            new(0, "Antes de todo."),
            new(1, "Un renglón con código"),
            new(1, "Otro renglón que sigue"),
            new(1, "Palabra Qué es"),
            new(1, "Gestión Lo que se decide"),
            new(1, "# no es un título"),
            new(1, "total = a | b"),
        ]);
    }

    [TestMethod]
    [DataRow("La gestión, GESTIONES y no gestionar.", "[gestión] [GESTIONES]")]
    [DataRow("gestio\u0301n", "[gestio\u0301n]")]
    [DataRow("ingestión", "")]
    [DataRow("a😀gestión😀", "[gestión]")]
    [DataRow("", "")]
    public void Mark_WordsInAllTheirForms_StandWhereTheTextSaysThem(string text, string marked)
    {
        var marks = Marked.Of(text, ["gestion", "gestiones"]).Marks;
        string.Join(' ', marks.Select(mark => $"[{text.Substring(mark.From, mark.Length)}]")).ShouldBe(marked);
    }

    [TestMethod]
    public void Excerpt_OfALongText_SaysMostOfWhatIsSearchedFor_AndMarksStandRight()
    {
        var far = string.Join(' ', Enumerable.Repeat("relleno", 60));
        var excerpt = Excerpt.Of($"Riesgo.\n\n## Tamaño\n\n{far} el riesgo y la posición {far}", ["riesgo", "posicion"]).ShouldNotBeNull();
        (excerpt.Heading, excerpt.Under).ShouldBe((1, "Tamaño"));
        excerpt.Text.ShouldStartWith("…relleno");
        excerpt.Text.ShouldEndWith("relleno…");
        excerpt.Text.Length.ShouldBeLessThanOrEqualTo(Excerpt.Longest + 2);
        excerpt.Marks.Select(mark => excerpt.Text.Substring(mark.From, mark.Length)).ShouldBe(["riesgo", "posición"]);
    }

    [TestMethod]
    public void Excerpt_OfOneEndlessWord_StillHoldsIt()
    {
        var word = new string('a', 400);
        Excerpt.Of($"x {word} y", [word]).ShouldNotBeNull().Text.ShouldContain(word);
        Excerpt.Of("nada", ["riesgo"]).ShouldBeNull();
    }

    [TestMethod]
    [DataRow("riesgo", "riesgo", 0)]
    [DataRow("riezgo", "riesgo", 1)]
    [DataRow("reisgo", "riesgo", 1)]
    [DataRow("riego", "riesgo", 1)]
    [DataRow("rriesgo", "riesgo", 1)]
    [DataRow("", "stop", 4)]
    [DataRow("stop", "limit", 5)]
    public void Distance_IsTheNumberOfSlips(string one, string other, int slips)
    {
        Typo.Distance(one, other).ShouldBe(slips);
        Typo.Distance(other, one).ShouldBe(slips);
    }

    [TestMethod]
    public void Figures_TellNoMeanOfAFew_AndRoundItFairly()
    {
        var few = RatingFigures.Of(new Dictionary<int, int> { [5] = 4 });
        (few.Count, few.Mean).ShouldBe((4, null));
        few.Stars.ShouldBe([0, 0, 0, 0, 4]);
        RatingFigures.Of(new Dictionary<int, int> { [5] = 4, [1] = 1 }).Mean.ShouldBe(4.2m);
        RatingFigures.Of(new Dictionary<int, int> { [4] = 15, [5] = 5 }).Mean.ShouldBe(4.3m, "4.25 is no 4.2");
        RatingFigures.Of(new Dictionary<int, int>()).Count.ShouldBe(0);
    }
}
