namespace Ami.Tests.Kernel;

[TestClass]
public sealed class ShownTextTests
{
    [TestMethod]
    [DataRow("Ana María Ñúñez-O’Neill")]
    [DataRow("محمد علی‌رضا")]
    [DataRow("👩‍🚀 ❤️")]
    [DataRow("이름")]
    [DataRow("👩🏽‍⚕️ 🏳️‍🌈 🙂‍↔️ 1️⃣ ‼️")]
    [DataRow("क्‍ष श्‌र")]
    [DataRow("അവന്‍")]
    [DataRow("葛\U000E0100城")]
    [DataRow("ᠠ\u180Bᠨ")]
    public void IsPlain_NamesOfPeople_AreAllowed(string name)
    {
        ShownText.IsPlain(name).ShouldBeTrue();
        ShownText.Plain(name).ShouldBe(name);
    }

    [TestMethod]
    [DataRow("Ana\u202Enimda", "Ananimda")]
    [DataRow("\u2066Ana\u2069", "Ana")]
    [DataRow("Ana\u200F", "Ana")]
    [DataRow("A\u200Bna", "Ana")]
    [DataRow("A\u00ADna", "Ana")]
    [DataRow("Ana\u2028x", "Anax")]
    [DataRow("\u3164\u2800", "")]
    [DataRow("Ana\n", "Ana")]
    [DataRow("Ana\uE000", "Ana")]
    [DataRow("\uFEFFAna", "Ana")]
    [DataRow("\u200D\u200D", "")]
    [DataRow("\u200C", "")]
    [DataRow("\uFE0F", "")]
    [DataRow("\u180B", "")]
    [DataRow("Ana\u200D", "Ana")]
    [DataRow("An\u200Da", "Ana")]
    [DataRow("An\u200Ca", "Ana")]
    [DataRow("Ana\U000E0101", "Ana")]
    [DataRow("Ana1\uFE0F", "Ana1")]
    [DataRow("👩\u200D", "👩")]
    [DataRow("علی\u200C", "علی")]
    public void IsPlain_WhatIsNotSeenOrTurnsTheLine_IsNotAllowed(string name, string plain)
    {
        ShownText.IsPlain(name).ShouldBeFalse();
        ShownText.Plain(name).ShouldBe(plain);
    }

    [TestMethod]
    public void IsPlain_HalfACharacter_IsNotAllowed() => ShownText.IsPlain("Ana" + (char)0xD83D).ShouldBeFalse();
}
