using Ami.Modules.Learning;

namespace Ami.Tests.Learning;

/// <summary>Codes as people type them, names as they may stand on a certificate, and what it says was done.</summary>
[TestClass]
public sealed class CertificateCodeTests
{
    [TestMethod]
    public void New_Many_AreReadBackAndAllDifferent()
    {
        var codes = Enumerable.Range(0, 2_000).Select(_ => CertificateCode.New()).ToList();
        codes.Distinct().Count().ShouldBe(codes.Count);
        codes.ShouldAllBe(code => CertificateCode.Read(code) == code && CertificateCode.Read(CertificateCode.Shown(code)) == code);
        string.Concat(codes).Distinct().Count().ShouldBe(32, "each of 32 characters is used");
    }

    [TestMethod]
    [DataRow("0123-4567-89AB-CDEF")]
    [DataRow("o123 4567 89ab cdef")]
    [DataRow("OI23-4567-89AB-CDEF")]
    [DataRow("ol234567-89abcdef")]
    public void Read_AsTyped_IsTheCode(string typed) => CertificateCode.Read(typed).ShouldBe("0123456789ABCDEF");

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("0123-4567-89AB-CDE")]
    [DataRow("0123-4567-89AB-CDEF0")]
    [DataRow("0123-4567-89AB-CDEU")]
    [DataRow("٠123-4567-89AB-CDEF")]
    [DataRow("0123456789ABCDEF-----------------------------------")]
    [DataRow("' or 1 = 1 -- 4567")]
    public void Read_WhatIsNoCode_IsNone(string? typed) => CertificateCode.Read(typed).ShouldBeNull();

    [TestMethod]
    [DataRow("José María Núñez", "José María Núñez")]
    [DataRow("  Ana   Pérez ", "Ana Pérez")]
    [DataRow("Jose\u0301", "José")]
    [DataRow("Siobhán O’Brien-Đặng Jr.", "Siobhán O'Brien-Đặng Jr.")]
    [DataRow("Łukasz Żółć", "Łukasz Żółć")]
    [DataRow("Çağrı Şimşek", "Çağrı Şimşek")]
    public void Holder_NameWithAccents_IsKept(string given, string kept) => HolderName.Read(given).ShouldBe(kept);

    [TestMethod]
    [DataRow(null)]
    [DataRow("A")]
    [DataRow("...")]
    [DataRow("Аna Pérez")] // a Cyrillic А
    [DataRow("Anа Pérez")]
    [DataRow("Ana\u202Ezeréé")]
    [DataRow("Ana\u200BPérez")]
    [DataRow("Ana\u0000Pérez")]
    [DataRow("Ana\nPérez")]
    [DataRow("<b>Ana</b>")]
    [DataRow("Ana & Co")]
    [DataRow("Ana \"X\"")]
    [DataRow("Ａｎａ Pérez")]
    [DataRow("𝐀𝐧𝐚")]
    [DataRow("Ana 4711")]
    [DataRow("ǀǁǂ Ana")]
    [DataRow("-Ana")]
    public void Holder_WhatIsNoName_IsNone(string? given) => HolderName.Read(given).ShouldBeNull();

    [TestMethod]
    public void Criteria_HowManyLessons_IsSaidRightly()
    {
        CertificateWords
            .English.Narrative(12)
            .ShouldBe("Completed every lesson of the course, 12 in all, and passed every quiz, exercise and exam among them.");
        CertificateWords.English.Narrative(1).ShouldBe("Completed the only lesson of the course.");
        CertificateWords.Spanish.Narrative(1).ShouldBe("Completó la única lección del curso.");
    }

    [TestMethod]
    public void Holder_Length_IsBounded()
    {
        HolderName.Read(new string('a', HolderName.Longest)).ShouldNotBeNull();
        HolderName.Read(new string('a', HolderName.Longest + 1)).ShouldBeNull();
    }

    [TestMethod]
    public void Holder_EveryLetterThatMayStandThere_CanBePrinted()
    {
        var letters = Enumerable
            .Range(0, char.MaxValue)
            .Select(c => (char)c)
            .Where(c => !char.IsSurrogate(c) && HolderName.Read($"A{c}b") == $"A{c}b")
            .ToList();
        letters.Count.ShouldBeGreaterThan(300);
        letters.ShouldAllBe(c => Ami.Core.Documents.Typeface.Bold.Drawable(c.ToString()) == c.ToString());
    }
}
